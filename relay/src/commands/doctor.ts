import { OrgError, type OrgStatus } from '../org/orgConnection.ts';
import { otherSide, type Side, sides } from '../reconcile/comparison.ts';
import { type CommandContext, commandExit } from './command.ts';

/** `user-sync doctor`: reads the status of both orgs and names every problem with its cure. Changes nothing. */
export interface Problem {
    org: Side;
    code: string;
    message: string;
    cure: string;
}

const contractVersion = 1;

export async function doctor({ orgs, write }: CommandContext, { json }: { json: boolean }): Promise<number> {
    const problems: Problem[] = [];
    const statuses: Partial<Record<Side, OrgStatus>> = {};
    for (const side of sides) {
        try {
            statuses[side] = await orgs[side].status();
        } catch (error) {
            if (!(error instanceof OrgError)) throw error;
            problems.push({ org: side, code: error.code, message: 'GET status failed.', cure: error.cure });
        }
    }
    for (const side of sides) {
        const status = statuses[side];
        if (status) problems.push(...problemsOf(side, status, orgs, statuses[otherSide(side)]));
    }
    if (json) write(`${JSON.stringify({ problems }, null, 2)}\n`);
    else if (problems.length === 0) write('Both orgs are well.\n');
    else
        for (const { org, code, message, cure } of problems) write(`Org ${org}  ${code}: ${message}\n       ${cure}\n`);
    return problems.length === 0 ? commandExit.well : commandExit.notWell;
}

function problemsOf(side: Side, status: OrgStatus, orgs: CommandContext['orgs'], partner?: OrgStatus): Problem[] {
    const { contract, orgId, partnerOrgId, origin, digests } = status;
    const found: Problem[] = (status.problems ?? []).map((problem) => ({ org: side, ...problem }));
    const add = (code: string, message: string): void => {
        if (found.some((one) => one.code === code)) return;
        found.push({ org: side, code, message, cure: new OrgError(code, 'PAUSE', message).cure });
    };
    if (orgId !== orgs[side].orgId) add('WRONG_ORG', 'Another org answered.');
    if (partnerOrgId !== orgs[otherSide(side)].orgId) add('ORG_NOT_PINNED', 'The org pins another partner.');
    const isSpoken = contract.oldest <= contractVersion && contractVersion <= contract.current;
    if (!isSpoken) add('CONTRACT_UNSUPPORTED', 'The org speaks other contracts than this relay.');
    if (!partner) return found;
    const isAccepted = contract.oldest <= partner.contract.current && partner.contract.current <= contract.current;
    if (!isAccepted) add('CONTRACT_UNSUPPORTED', 'The org does not accept what its partner sends.');
    if (origin && origin === partner.origin) add('ORIGINS_EQUAL', 'Both orgs stamp with the same letter.');
    const keys = Object.entries(digests ?? {}).filter(([key, digest]) => partner.digests?.[key] !== digest);
    if (keys.length > 0) {
        add('MAPPING_DIFFERS', `Groups that the partner does not map alike: ${keys.map(([key]) => key).join(', ')}.`);
    }
    return found;
}
