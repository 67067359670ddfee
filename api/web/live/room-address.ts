/** The room that an address names; undefined of the list of all, and of what cannot be read. */
export function roomAt(path: string): string | undefined {
	const name = /^\/live\/([^/]+)\/?$/.exec(path)?.[1];
	try {
		return name === undefined ? undefined : decodeURIComponent(name);
	} catch {
		return undefined;
	}
}

/** Where a room is to be seen. */
export function addressOfRoom(roomId: string): string {
	return `/live/${encodeURIComponent(roomId)}`;
}
