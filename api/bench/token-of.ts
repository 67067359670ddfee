import { SignJWT } from "jose";

const TOKEN_SECONDS = 3600;

/** A user's token, signed with the service's secret. */
export function tokenOf(userId: string, secret: string): Promise<string> {
	return new SignJWT({ roles: [] })
		.setProtectedHeader({ alg: "HS256" })
		.setSubject(userId)
		.setExpirationTime(Math.floor(Date.now() / 1000) + TOKEN_SECONDS)
		.sign(new TextEncoder().encode(secret));
}
