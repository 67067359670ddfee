import { SignJWT } from "jose";

/** What game servers and readers of these tests bring along; the service is set up to take it. */
export const API_KEY = "a key of a game server in a test";
const SECRET = "a secret of thirty-two bytes or more, of tests alone";

/** Settings of a service that takes these credentials and asks for them. */
export const CREDENTIAL_SETTINGS = { GAME_API_KEY: API_KEY, JWT_SECRET: SECRET } as const;

/** More requests than a run asks for: who comes back a thousand times a minute is no attack here. */
export const UNLIMITED = { RATE_LIMIT_PER_MINUTE: "10000000" } as const;

/** A token for everything that can be read, good until `expiresAt` (unix seconds). */
export function readerToken(expiresAt: number): Promise<string> {
	return userToken("a-reader", { expiresAt, roles: ["observer"] });
}

export interface UserTokenOptions {
	/** Unix seconds; an hour from now where it is not given. */
	readonly expiresAt?: number;
	readonly roles?: readonly string[];
}

/** A user's token. */
export function userToken(userId: string, { expiresAt, roles = [] }: UserTokenOptions = {}): Promise<string> {
	const inAnHour = Math.floor(Date.now() / 1000) + 3600;
	return new SignJWT({ roles })
		.setProtectedHeader({ alg: "HS256" })
		.setSubject(userId)
		.setIssuedAt(Math.floor(Date.now() / 1000) - 60)
		.setExpirationTime(expiresAt ?? inAnHour)
		.sign(new TextEncoder().encode(SECRET));
}
