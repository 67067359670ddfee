import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type JWK, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "./refusal.js";
import { createTokens } from "./tokens.js";

const SECRET = "a secret of at least thirty-two bytes";
const now = (): number => Math.floor(Date.now() / 1000);

async function refusalOf(promise: Promise<unknown>): Promise<string> {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

describe("tokens by a secret", () => {
	const jwt = { source: { kind: "secret", secret: SECRET }, audience: "earshot", issuer: "us" } as const;
	const tokens = createTokens(jwt);
	const claims = { sub: "ana", aud: "earshot", iss: "us", exp: now() + 60, roles: ["observer"] };
	const signed = (payload: object, alg = "HS256", secret = SECRET): Promise<string> =>
		new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

	it("[ED35] name the user, the roles and the end", async () => {
		expect(await tokens.verify(await signed(claims))).toEqual({
			userId: "ana",
			roles: ["observer"],
			expiresAt: claims.exp,
		});
	});

	it.each([
		["no roles", undefined, []],
		["one text", "admin", []],
		["others among them", ["observer", 1, null], ["observer"]],
	])("[ED35] take %s for what they are", async (_name, roles, expected) => {
		expect((await tokens.verify(await signed({ ...claims, roles }))).roles).toEqual(expected);
	});

	it.each([
		["another secret", () => signed(claims, "HS256", "another secret of thirty-two bytes!!")],
		["another algorithm of secrets", () => signed(claims, "HS512")],
		["no signature", () => Promise.resolve(new UnsecuredJWT({ ...claims }).encode())],
		["another audience", () => signed({ ...claims, aud: "others" })],
		["no audience", () => signed({ ...claims, aud: undefined })],
		["another issuer", () => signed({ ...claims, iss: "them" })],
		["an end in the past", () => signed({ ...claims, exp: now() - 60 })],
		["no end", () => signed({ ...claims, exp: undefined })],
		["no user", () => signed({ ...claims, sub: undefined })],
		["a beginning in the future", () => signed({ ...claims, nbf: now() + 60 })],
		["a payload that is changed", async () => (await signed(claims)).replace(/\.[^.]+\./, ".e30.")],
		["no form at all", () => Promise.resolve("a.b.c")],
	])("[ED35] with %s are refused", async (_name, make) => {
		expect(await refusalOf(tokens.verify(await make()))).toBe("unauthenticated");
	});

	it("[ED35] are not held to the second by clocks that differ", async () => {
		expect(await tokens.verify(await signed({ ...claims, exp: now() - 2 }))).toMatchObject({ userId: "ana" });
	});
});

describe("tokens by an issuer's keys", () => {
	const issuer = {
		keys: [] as JWK[],
		fetches: 0,
		answer: undefined as string | undefined,
		server: createServer((_req, res) => {
			issuer.fetches += 1;
			res.setHeader("Content-Type", "application/json");
			res.end(issuer.answer ?? JSON.stringify({ keys: issuer.keys }));
		}),
	};
	let url = "";

	beforeEach(async () => {
		Object.assign(issuer, { keys: [], fetches: 0, answer: undefined });
		await new Promise<void>((resolve) => issuer.server.listen(0, "127.0.0.1", resolve));
		url = `http://127.0.0.1:${(issuer.server.address() as AddressInfo).port}/jwks`;
	});
	afterEach(async () => {
		issuer.server.closeAllConnections();
		await new Promise((resolve) => issuer.server.close(resolve));
	});

	const keyed = async (kid: string, alg = "ES256") => {
		const { publicKey, privateKey } = await generateKeyPair(alg);
		const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg };
		const sign = (claims: object = {}): Promise<string> =>
			new SignJWT({ sub: "ana", exp: now() + 60, aud: "earshot", ...claims })
				.setProtectedHeader({ alg, kid })
				.sign(privateKey);
		return { jwk, sign, publicKey };
	};
	const tokensOf = (jwksCooldownMs = 0) =>
		createTokens({ source: { kind: "jwks", url }, audience: "earshot" }, { jwksCooldownMs });

	it.each(["ES256", "RS256", "EdDSA"])("[ED36] signed by %s name the user", async (alg) => {
		const key = await keyed("one", alg);
		issuer.keys = [key.jwk];
		expect(await tokensOf().verify(await key.sign({ roles: ["admin"] }))).toMatchObject({
			userId: "ana",
			roles: ["admin"],
		});
	});

	it("[ED36] ask for the keys once", async () => {
		const key = await keyed("one");
		issuer.keys = [key.jwk];
		const tokens = tokensOf();
		for (let i = 0; i < 5; i++) await tokens.verify(await key.sign());
		expect(issuer.fetches).toBe(1);
	});

	it("[ED36] follow a rotation, and forget a withdrawn key with it", async () => {
		const [old, next] = [await keyed("old"), await keyed("next")];
		issuer.keys = [old.jwk];
		const tokens = tokensOf();
		await tokens.verify(await old.sign());
		issuer.keys = [next.jwk];
		expect(await tokens.verify(await next.sign())).toMatchObject({ userId: "ana" });
		expect(await refusalOf(tokens.verify(await old.sign()))).toBe("unauthenticated");
	});

	it("[ED36] with forged key ids do not flood the issuer", async () => {
		const [key, forged] = [await keyed("one"), await keyed("forged")];
		issuer.keys = [key.jwk];
		const tokens = tokensOf(60_000);
		await tokens.verify(await key.sign());
		for (let i = 0; i < 5; i++)
			expect(await refusalOf(tokens.verify(await forged.sign()))).toBe("unauthenticated");
		expect(issuer.fetches).toBe(1);
	});

	it("[ED36] signed with the public key as if it were a secret are refused", async () => {
		const key = await keyed("one");
		issuer.keys = [key.jwk];
		const forged = await new SignJWT({ sub: "ana", exp: now() + 60, aud: "earshot" })
			.setProtectedHeader({ alg: "HS256", kid: "one" })
			.sign(new TextEncoder().encode(JSON.stringify(key.jwk)));
		expect(await refusalOf(tokensOf().verify(forged))).toBe("unauthenticated");
		const unsigned = new UnsecuredJWT({ sub: "ana", exp: now() + 60, aud: "earshot" }).encode();
		expect(await refusalOf(tokensOf().verify(unsigned))).toBe("unauthenticated");
	});

	it("[ED36] are checked for their audience and end", async () => {
		const key = await keyed("one");
		issuer.keys = [key.jwk];
		const tokens = tokensOf();
		expect(await refusalOf(tokens.verify(await key.sign({ aud: "others" })))).toBe("unauthenticated");
		expect(await refusalOf(tokens.verify(await key.sign({ exp: now() - 60 })))).toBe("unauthenticated");
	});

	it("[ED37] cannot be judged while the issuer is down: neither taken nor wrong", async () => {
		const key = await keyed("one");
		issuer.keys = [key.jwk];
		const tokens = tokensOf();
		issuer.server.closeAllConnections();
		await new Promise((resolve) => issuer.server.close(resolve));
		expect(await refusalOf(tokens.verify(await key.sign()))).toBe("unavailable");
		await new Promise<void>((resolve) =>
			issuer.server.listen(Number(new URL(url).port), "127.0.0.1", resolve),
		);
		expect(await tokens.verify(await key.sign())).toMatchObject({ userId: "ana" });
	});

	it.each(["no json", "{}", '{"keys":1}'])("[ED37] nor while it answers %s", async (answer) => {
		const key = await keyed("one");
		issuer.answer = answer;
		expect(await refusalOf(tokensOf().verify(await key.sign()))).toBe("unavailable");
	});

	it("[ED37] go on being taken by keys already had while the issuer is down", async () => {
		const key = await keyed("one");
		issuer.keys = [key.jwk];
		const tokens = tokensOf();
		await tokens.verify(await key.sign());
		issuer.answer = "no json";
		expect(await tokens.verify(await key.sign())).toMatchObject({ userId: "ana" });
	});

	it("[ED34] are not ours to make", () => {
		expect(tokensOf().issue).toBeUndefined();
	});
});
