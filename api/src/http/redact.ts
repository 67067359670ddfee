/** What stands in a log line where a secret stood. */
export const REDACTED = "[redacted]";

/** A shorter secret is none, and replacing it everywhere would garble the log. */
const SHORTEST_SECRET = 8;

/** A JSON web token (three parts, the first a JSON object), wherever it stands. */
const TOKEN = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/**
 * Makes a function that takes secrets out of text: those given, also as they look inside JSON, and everything
 * that looks like a token.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
	const forms = secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
	// The longest first, so that a secret that begins with another leaves no end behind.
	const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return (text) =>
		known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text).replace(TOKEN, REDACTED);
}
