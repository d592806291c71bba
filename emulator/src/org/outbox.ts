/** Mail and notifications that committed transactions sent. They leave no local org; a test or a page reads them here. */
import type { OutgoingMessage } from '../runtime/host.ts';
import type { SentMessage } from '../orgServices.ts';
import type { DataPlatform } from '../platform/dataPlatform.ts';
import { textOf } from '../platform/records/table.ts';

/** The oldest go first. */
const kept = 1000;

export class Outbox {
    private readonly data: DataPlatform;
    private readonly messages: SentMessage[] = [];

    constructor(data: DataPlatform) {
        this.data = data;
    }

    all(): readonly SentMessage[] {
        return this.messages;
    }

    add(message: OutgoingMessage, senderId: string): void {
        const sent = { senderId, sentAt: this.data.clock.now() };
        this.messages.push(
            message.kind === 'email'
                ? { ...sent, ...message, to: [...this.addressOf(message.targetUserId), ...message.to] }
                : {
                      ...sent,
                      ...message,
                      typeName: this.typeName(message.typeId),
                      userIds: this.usersOf(message.recipientIds)
                  }
        );
        if (this.messages.length > kept) this.messages.shift();
    }

    private addressOf(userId: string | null): readonly string[] {
        const user = userId === null ? undefined : this.data.userById(userId);
        return user ? [user.email] : [];
    }

    private typeName(id: string): string {
        return textOf(this.data.store.row(id)?.values['DeveloperName']);
    }

    /** Active users among the recipients, in groups too; each once. */
    private usersOf(ids: readonly string[], seen = new Set<string>()): readonly string[] {
        return ids.flatMap((id) => {
            if (seen.has(id)) return [];
            seen.add(id);
            if (this.data.userById(id)?.isActive === true) return [id];
            const members = [...this.data.store.table('GroupMember').find('GroupId', id)];
            return this.usersOf(
                members.map(({ values }) => textOf(values['UserOrGroupId'])),
                seen
            );
        });
    }
}
