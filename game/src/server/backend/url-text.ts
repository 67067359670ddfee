/** Text as it may stand in a part of an address. */
export function urlText(text: string): string {
	return text.gsub("[^%w%-._~]", (char: string) => string.format("%%%02X", char.byte()[0]!))[0];
}

/** What a reader of events asks for: how long to wait, in seconds, and where to go on from. */
export interface PollQuery {
	readonly cursor?: string;
	readonly wait?: number;
}

/** A path with the query of a poll behind it. */
export function pollPath(path: string, { cursor, wait }: PollQuery): string {
	const query: string[] = [];
	if (wait !== undefined) query.push(`wait=${wait}`);
	if (cursor !== undefined) query.push(`cursor=${urlText(cursor)}`);
	return query.isEmpty() ? path : `${path}?${query.join("&")}`;
}
