trigger UserSyncTrigger on User(before insert, before update, after insert, after update) {
    UserSyncTriggerHandler.handle();
}
