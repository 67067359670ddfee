import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type JWTPayload, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../http/refusal.js";
import { createTokens } from "../../http/tokens.js";
import { SECRET, useChannel } from "./testing/channel-fixture.js";
import { type DialOptions, refusedPlayer } from "./testing/player-client.js";

const current = useChannel();

const soon = (): number => Math.floor(Date.now() / 1000) + 60;
const signed = (claims: JWTPayload = {}, secret = SECRET): Promise<string> =>
	new SignJWT({ sub: "ana", exp: soon(), aud: "earshot", iss: "us", ...claims })
		.setProtectedHeader({ alg: "HS256" })
		.sign(new TextEncoder().encode(secret));

const ours = createTokens({ source: { kind: "secret", secret: SECRET }, audience: "earshot", issuer: "us" });

/** Each way in which a client may bring its token. */
const WAYS: readonly [string, (token: string) => DialOptions][] = [
	["the query", (token) => ({ token })],
	["a header", (token) => ({ headers: { authorization: `Bearer ${token}` } })],
	["a subprotocol", (token) => ({ protocols: ["earshot.v1", `bearer.${token}`] })],
];

describe("/ws/experience", () => {
	it.each(WAYS)("[XC1] takes a user's token in %s", async (_, way) => {
		await current().start({ tokens: ours });
		const client = await current().dial("", undefined, { token: undefined, ...way(await signed()) });
		expect(await client.next("connected")).toEqual({
			type: "connected",
			connection_id: "c-1",
			user_id: "ana",
			experience: "wylding-woods",
			cursor: "~",
		});
	});

	it.each([
		["expired", () => signed({ exp: soon() - 120 })],
		["forged", () => signed({}, "another secret of thirty-two bytes!!")],
		[
			"without a signature",
			async () => new UnsecuredJWT({ sub: "ana", exp: soon(), aud: "earshot" }).encode(),
		],
		["for others", () => signed({ aud: "others" })],
		["of others", () => signed({ iss: "them" })],
		["without an end", () => signed({ exp: undefined })],
		["no token at all", async () => "plain-secret-of-somebody"],
		["of nobody", () => signed({ sub: "" })],
		["of somebody without a name", () => signed({ sub: undefined })],
		["of somebody with half a character", () => signed({ sub: "\ud800" })],
		["of somebody with a zero in the name", () => signed({ sub: "a\u0000b" })],
		["of somebody with too long a name", () => signed({ sub: "x".repeat(129) })],
	])("[XC2] refuses a token that is %s before the handshake, however it comes", async (_, make) => {
		await current().start({ tokens: ours });
		for (const [, way] of WAYS) {
			const token = await make();
			const { status, type, body } = await refusedPlayer(current().port, way(token));
			expect([status, type]).toEqual([401, "application/problem+json"]);
			expect(body).not.toContain(token);
		}
		expect(current().logged()).toEqual([]);
	});

	it.each([
		["nobody", {}],
		["an empty token", { token: "" }],
		["a game server", { headers: { "x-api-key": "the-key-of-the-game" } }],
		["another header", { headers: { authorization: "Basic YTpi" } }],
	])("[XC2] refuses %s, in development too", async (_, options) => {
		await current().start();
		expect(await refusedPlayer(current().port, options)).toMatchObject({ status: 401 });
	});

	it("[XC2] refuses a wrong key of a game server, whatever comes with it", async () => {
		await current().start();
		const options = { token: await current().token("ana"), headers: { "x-api-key": "wrong" } };
		expect(await refusedPlayer(current().port, options)).toMatchObject({ status: 401 });
	});

	it("[XC1] takes tokens by an issuer's keys, and refuses those of others", async () => {
		const { publicKey, privateKey } = await generateKeyPair("ES256");
		const keys = [{ ...(await exportJWK(publicKey)), kid: "one", alg: "ES256" }];
		const issuer = createServer((_req, res) => res.end(JSON.stringify({ keys })));
		await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
		const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
		await current().start({ tokens: createTokens({ source: { kind: "jwks", url }, audience: "earshot" }) });
		const sign = (claims: JWTPayload, key = privateKey) =>
			new SignJWT({ sub: "ana", exp: soon(), aud: "earshot", ...claims })
				.setProtectedHeader({ alg: "ES256", kid: "one" })
				.sign(key);
		const client = await current().dial("", undefined, { token: await sign({}) });
		expect(await client.next("connected")).toMatchObject({ user_id: "ana" });
		const forged = await sign({}, (await generateKeyPair("ES256")).privateKey);
		for (const token of [forged, await sign({ aud: "others" }), await signed()]) {
			expect(await refusedPlayer(current().port, { token })).toMatchObject({ status: 401 });
		}
		issuer.closeAllConnections();
		issuer.close();
	});

	it.each([
		[{ experience: "elsewhere" }, 404],
		[{ experience: "Wylding Woods" }, 400],
		[{ experience: "" }, 400],
		[{ cursor: "x".repeat(257) }, 400],
	])("[XC5] refuses %j with %i before the handshake", async (query, status) => {
		await current().start();
		const token = await current().token("ana");
		const refused = await refusedPlayer(current().port, { token, query });
		expect(refused).toMatchObject({ status });
		expect(refused.body).not.toContain(token);
	});

	it("[XC5] refuses with 503 while it cannot be known what there is", async () => {
		const { experiences } = current();
		await current().start();
		experiences.before = () => Promise.reject(new Refusal("unavailable", "away", { retryAfterSeconds: 2 }));
		const token = await current().token("ana");
		expect(await refusedPlayer(current().port, { token })).toMatchObject({ status: 503 });
	});
});
