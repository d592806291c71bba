trigger OrderNotes on Order_Note__e(after insert) {
    List<Account> rows = new List<Account>();
    for (Order_Note__e note : Trigger.new) {
        if (note.Text__c == 'retry' && EventBus.TriggerContext.currentContext().retries < 2) {
            throw new EventBus.RetryableException('again');
        }
        if (note.Text__c == 'boom' && rows.size() > 0) {
            EventBus.TriggerContext.currentContext().setResumeCheckpoint(rows[rows.size() - 1].Site);
            insert as system rows;
            throw new NoteException('boom');
        }
        rows.add(
            new Account(
                Name = 'Note ' + note.Number__c,
                Site = note.ReplayId,
                NumberOfEmployees = EventBus.TriggerContext.currentContext().retries
            )
        );
    }
    insert as system rows;
}
