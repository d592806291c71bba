trigger UserSyncOutcomeTrigger on UserSyncOutcome__e(after insert) {
    UserSyncOutcomeHandler.handle();
}
