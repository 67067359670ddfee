/** Text form of a path of keys: joined by dots, a dot or backslash inside a key escaped by a backslash. */
export function joinFieldPath(keys: readonly string[]): string {
	const text = keys.join(".");
	// Nearly every path is of plain keys, one dot between two of them.
	if (!text.includes("\\") && !keys.some((key) => key.includes("."))) return text;
	return keys.map((key) => key.replaceAll(/[\\.]/g, "\\$&")).join(".");
}

/** The keys that a text form names; every text names at least one. */
export function splitFieldPath(path: string): string[] {
	const keys: string[] = [];
	let key = "";
	for (let at = 0; at < path.length; at += 1) {
		const char = path.charAt(at);
		if (char === "\\") {
			at += 1;
			key += path.charAt(at);
		} else if (char === ".") {
			keys.push(key);
			key = "";
		} else key += char;
	}
	return [...keys, key];
}
