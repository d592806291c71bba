/** The text of what an Apex call threw. */
export function reasonOf(error) {
    return error.body?.message ?? error.message;
}
