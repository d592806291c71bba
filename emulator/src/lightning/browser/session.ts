import { sessionElementId, type PageSession } from '../pageSession.ts';

export const session = JSON.parse(document.getElementById(sessionElementId)?.textContent ?? '{}') as PageSession;
