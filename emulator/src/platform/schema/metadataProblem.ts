/** A component that an org refuses at deployment; the message is the one the deployment reports for it. */
export class MetadataProblem extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'MetadataProblem';
    }
}
