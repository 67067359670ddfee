/** Bytes of an id: no two of one user's commands share 96 random bits. */
const ID_BYTES = 12;

/** Works on pages without TLS as well, where `randomUUID` is missing. */
export function randomId(): string {
	return Array.from(globalThis.crypto.getRandomValues(new Uint8Array(ID_BYTES)), (byte) =>
		byte.toString(16).padStart(2, "0"),
	).join("");
}
