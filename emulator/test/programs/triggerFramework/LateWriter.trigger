trigger LateWriter on Account(after insert) {
    if (FieldWriter.isOn) {
        for (Account row : Trigger.new) {
            row.Site = 'too late';
        }
    }
}
