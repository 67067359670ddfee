/** Text as it may stand in an address. */
function encoded(text: string): string {
	return text.gsub("[^%w%-._~]", (char: string) => string.format("%%%02X", char.byte()[0]!))[0];
}

/** Path of one of the two doors to a server's answers; `wait` in seconds. */
export function inboxPath(
	serverId: string,
	door: "inbox" | "stream",
	{ cursor, wait }: { readonly cursor?: string; readonly wait?: number },
): string {
	const query: string[] = [];
	if (wait !== undefined) query.push(`wait=${wait}`);
	if (cursor !== undefined) query.push(`cursor=${encoded(cursor)}`);
	const path = `/v1/servers/${encoded(serverId)}/${door}`;
	return query.isEmpty() ? path : `${path}?${query.join("&")}`;
}
