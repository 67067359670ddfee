import { describe, expect, it } from "vitest";
import { HttpFailure } from "../../client/http.js";
import { createAccess, isToken, OBSERVER } from "./access.js";
import { ApiError, getJson, reasonOf, sendJson } from "./get-json.js";

function storage(kept: Record<string, string> = {}) {
	const items = new Map(Object.entries(kept));
	return {
		items,
		getItem: (key: string) => items.get(key) ?? null,
		setItem: (key: string, value: string) => void items.set(key, value),
		removeItem: (key: string) => void items.delete(key),
	};
}

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

describe("createAccess", () => {
	it("[PG20] keeps a token for the tab", () => {
		const kept = storage({ "earshot.token": "old" });
		const access = createAccess({ ...OBSERVER, fetch: () => json({}), storage: kept });
		expect(access.token()).toBe("old");
		access.use("new");
		expect(kept.items.get("earshot.token")).toBe("new");
		access.use(undefined);
		expect(access.token()).toBeUndefined();
		expect(kept.items.size).toBe(0);
	});

	it("[PG20] asks for a development token as an observer, once at a time", async () => {
		const asked: unknown[] = [];
		const access = createAccess({
			...OBSERVER,
			fetch: (url, { method, body }) => {
				asked.push([url, method, JSON.parse(String(body))]);
				return json({ token: "made" });
			},
			storage: storage(),
		});
		expect(await Promise.all([access.renew(), access.renew()])).toEqual(["made", "made"]);
		expect(asked).toEqual([["/dev/token", "POST", { userId: "map", roles: ["observer"] }]]);
		expect(access.token()).toBe("made");
	});

	it("[PG20] does not ask again where there are none to be had", async () => {
		let asked = 0;
		const access = createAccess({
			...OBSERVER,
			fetch: () => {
				asked += 1;
				return json({}, 404);
			},
			storage: storage(),
		});
		expect(await access.renew()).toBeUndefined();
		expect(await access.renew()).toBeUndefined();
		expect(asked).toBe(1);
	});

	it("[PG20] makes nothing of an answer without a token", async () => {
		for (const answer of [null, {}, { token: 5 }]) {
			const access = createAccess({ ...OBSERVER, fetch: () => json(answer), storage: storage() });
			expect(await access.renew()).toBeUndefined();
			expect(access.token()).toBeUndefined();
		}
	});

	it("[PG20] knows what cannot be a token", () => {
		expect(isToken("eyJh.bGci-Oi_J9")).toBe(true);
		expect(isToken("two words")).toBe(false);
		expect(isToken("")).toBe(false);
		expect(isToken("täst")).toBe(false);
	});
});

describe("getJson", () => {
	function setUp(accepted: string | undefined) {
		const sent: (string | null)[] = [];
		const access = createAccess({
			...OBSERVER,
			fetch: () => json({ token: "made" }),
			storage: storage({ "earshot.token": "old" }),
		});
		const fetch = (_: string, init: RequestInit) => {
			const authorization = new Headers(init.headers).get("authorization");
			sent.push(authorization);
			return authorization === accepted ? json({ ok: true }) : json({}, 401);
		};
		return { access, fetch, sent };
	}

	it("[PG20] sends the token, and renews it once where it is refused", async () => {
		const { sent, ...options } = setUp("Bearer made");
		expect(await getJson("/v1/worlds", options)).toEqual({ ok: true });
		expect(sent).toEqual(["Bearer old", "Bearer made"]);
	});

	it("[PG20] says why it has nothing", async () => {
		const { sent, ...options } = setUp(undefined);
		await expect(getJson("/v1/worlds", options)).rejects.toMatchObject({ name: "ApiError", status: 401 });
		await expect(getJson("/v1/worlds", options)).rejects.toThrow(ApiError);
		expect(sent).toHaveLength(3);
	});
});

describe("sendJson", () => {
	const access = createAccess({
		...OBSERVER,
		fetch: () => json({ token: "made" }),
		storage: storage({ "earshot.token": "old" }),
	});

	it("[CP8] sends a body as JSON, and answers what comes back, or nothing", async () => {
		const sent: RequestInit[] = [];
		const fetch = (_: string, init: RequestInit) => {
			sent.push(init);
			return Promise.resolve(
				sent.length === 1 ? new Response('{"ok":true}') : new Response(null, { status: 204 }),
			);
		};
		expect(await sendJson("/a", { access, fetch, method: "PUT", body: { one: 1 } })).toEqual({ ok: true });
		expect(await sendJson("/b", { access, fetch, method: "POST" })).toBeUndefined();
		expect(sent.map(({ method, body }) => [method, body])).toEqual([
			["PUT", '{"one":1}'],
			["POST", undefined],
		]);
		const types = sent.map(({ headers }) => new Headers(headers).get("content-type"));
		expect(types).toEqual(["application/json", null]);
	});

	it("[CP8] sends it again, the same, where a refused token was renewed", async () => {
		const bodies: unknown[] = [];
		const fetch = (_: string, init: RequestInit) => {
			bodies.push(init.body);
			return bodies.length === 1 ? json({}, 401) : json({ ok: true });
		};
		expect(await sendJson("/a", { access, fetch, method: "POST", body: [1] })).toEqual({ ok: true });
		expect(bodies).toEqual(["[1]", "[1]"]);
	});
});

describe("reasonOf", () => {
	it("[CP8] is what the API says of it, else what is known", () => {
		expect(reasonOf(new ApiError(402, "Payment Required", { detail: "Not enough." }))).toBe("Not enough.");
		expect(reasonOf(new ApiError(500, "status 500", undefined))).toBe("status 500");
		expect(reasonOf(new HttpFailure(409, "Nobody stands there.", undefined))).toBe("Nobody stands there.");
		expect(reasonOf(new TypeError("fetch failed"))).toBe("fetch failed");
		expect(reasonOf("odd")).toBe("odd");
	});
});
