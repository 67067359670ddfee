import { randomBytes } from "node:crypto";
import { SignJWT, createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { JWTVerifyGetKey, JWTVerifyOptions } from "jose";
import type { JwtConfig } from "../config/config.js";
import {
	CLOCK_TOLERANCE_SECONDS,
	JWKS_COOLDOWN_MS,
	JWKS_MAX_AGE_MS,
	JWKS_RETRY_AFTER_SECONDS,
	JWKS_TIMEOUT_MS,
} from "../config/limits.js";
import { Refusal } from "./refusal.js";

/** What a valid token says of its bearer. */
export interface TokenUser {
	readonly userId: string;
	readonly roles: readonly string[];
	/** Unix seconds at which the token ends, and with it every stream that was opened with it. */
	readonly expiresAt: number;
}

/** Checks users' tokens, and makes them where the secret is ours. */
export interface Tokens {
	/**
	 * The user of a valid token. Refuses `unauthenticated` where it is not valid, and `unavailable` where the
	 * issuer's keys cannot be had, so that it cannot be said.
	 */
	readonly verify: (token: string) => Promise<TokenUser>;
	/** Absent where the keys are those of another issuer. */
	readonly issue?: (user: Omit<TokenUser, "expiresAt">, lifetimeSeconds: number) => Promise<IssuedToken>;
}

export interface IssuedToken {
	readonly token: string;
	/** Unix seconds. */
	readonly expiresAt: number;
}

export interface TokensOptions {
	/** How soon after a fetch of keys an unknown key id may ask for them again. */
	readonly jwksCooldownMs?: number;
}

const SECRET_ALGORITHM = "HS256";

/** Of signatures by a key pair. A secret's algorithm is not among them: a public key must not pass for a secret. */
const KEY_PAIR_ALGORITHMS = [
	"RS256",
	"RS384",
	"RS512",
	"PS256",
	"PS384",
	"PS512",
	"ES256",
	"ES384",
	"ES512",
	"EdDSA",
];

/** Bytes of the secret that is made up where development has none. */
const MADE_UP_SECRET_BYTES = 32;

/** Tokens as the settings want them. A secret made up here is forgotten with the process. */
export function createTokens(jwt: JwtConfig, options: TokensOptions = {}): Tokens {
	const claims: JWTVerifyOptions = {
		clockTolerance: CLOCK_TOLERANCE_SECONDS,
		requiredClaims: ["exp", "sub"],
		...(jwt.audience !== undefined && { audience: jwt.audience }),
		...(jwt.issuer !== undefined && { issuer: jwt.issuer }),
	};
	if (jwt.source?.kind === "jwks") {
		const key = issuerKeys(new URL(jwt.source.url), options.jwksCooldownMs ?? JWKS_COOLDOWN_MS);
		return {
			verify: (token) =>
				verified(() => jwtVerify(token, key, { ...claims, algorithms: KEY_PAIR_ALGORITHMS })),
		};
	}
	const secret = jwt.source ? new TextEncoder().encode(jwt.source.secret) : randomBytes(MADE_UP_SECRET_BYTES);
	return {
		verify: (token) =>
			verified(() => jwtVerify(token, secret, { ...claims, algorithms: [SECRET_ALGORITHM] })),
		issue: async ({ userId, roles }, lifetimeSeconds) => {
			const issuedAt = Math.floor(Date.now() / 1000);
			const expiresAt = issuedAt + lifetimeSeconds;
			const token = new SignJWT({ roles })
				.setProtectedHeader({ alg: SECRET_ALGORITHM })
				.setSubject(userId)
				.setIssuedAt(issuedAt)
				.setExpirationTime(expiresAt);
			if (jwt.audience !== undefined) token.setAudience(jwt.audience);
			if (jwt.issuer !== undefined) token.setIssuer(jwt.issuer);
			return { token: await token.sign(secret), expiresAt };
		},
	};
}

/** The issuer's published keys, kept for a while. That they cannot be had says nothing against the caller. */
function issuerKeys(url: URL, cooldownDuration: number): JWTVerifyGetKey {
	const remote = createRemoteJWKSet(url, {
		timeoutDuration: JWKS_TIMEOUT_MS,
		cacheMaxAge: JWKS_MAX_AGE_MS,
		cooldownDuration,
	});
	return async (header, token) => {
		try {
			return await remote(header, token);
		} catch (error) {
			if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
				throw error;
			}
			throw new Refusal("unavailable", "The keys that tokens are checked with cannot be had right now.", {
				retryAfterSeconds: JWKS_RETRY_AFTER_SECONDS,
				cause: error,
			});
		}
	};
}

async function verified(check: () => ReturnType<typeof jwtVerify>): Promise<TokenUser> {
	try {
		const { payload } = await check();
		const roles: unknown = payload.roles;
		return {
			userId: String(payload.sub),
			roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [],
			expiresAt: Number(payload.exp),
		};
	} catch (error) {
		if (error instanceof errors.JWTExpired) {
			throw new Refusal("unauthenticated", "The token has expired.", { cause: error });
		}
		if (error instanceof errors.JOSEError) {
			throw new Refusal("unauthenticated", "The token is not valid here.", { cause: error });
		}
		throw error;
	}
}
