import { createHmac } from "node:crypto";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { PRODUCTION, appBuilder } from "../http/test-app.js";
import { Refusal } from "../http/refusal.js";
import { createErasureRoutes } from "./erasure-routes.js";

const SECRET = "shared with Roblox";
const apps = appBuilder();
afterEach(() => apps.stopAll());

function edge({ secret, fails = false }: { secret?: string; fails?: boolean } = {}) {
	const erased: string[] = [];
	const { handler } = apps.build({
		env: PRODUCTION,
		features: (guards) => [
			createErasureRoutes({
				guards,
				now: () => Date.now() / 1000,
				...(secret !== undefined && { webhookSecret: secret }),
				erasure: {
					erase: async (userId) => {
						if (fails) throw new Refusal("unavailable", "The log cannot be written to now.");
						erased.push(userId);
						return { worlds: 1 };
					},
				},
			}),
		],
	});
	return { handler, erased };
}

function notify(handler: Parameters<typeof request>[0], body: object | string, secret = SECRET) {
	const text = typeof body === "string" ? body : JSON.stringify(body);
	const time = Math.floor(Date.now() / 1000);
	const signature = createHmac("sha256", secret).update(`${time}.${text}`).digest("base64");
	return request(handler)
		.post("/v1/webhooks/roblox")
		.set("content-type", "application/json")
		.set("roblox-signature", `t=${time},v1=${signature}`)
		.send(text);
}

const told = (EventType: string, EventPayload: object) => ({
	NotificationId: "n-1",
	EventType,
	EventTime: "2026-01-01T00:00:00Z",
	EventPayload,
});

describe("DELETE /v1/users/:userId", () => {
	it("[ER2] erases at a game server's word", async () => {
		const { handler, erased } = edge();
		const { body } = await request(handler)
			.delete("/v1/users/1000001")
			.set("x-api-key", "the-next-key")
			.expect(200);
		expect(body).toEqual({ userId: "1000001", erased: { worlds: 1 } });
		expect(erased).toEqual(["1000001"]);
	});

	it("[ER2] refuses everybody else", async () => {
		const { handler, erased } = edge();
		await request(handler).delete("/v1/users/1").expect(401);
		await request(handler).delete("/v1/users/1").set("x-api-key", "a-guess").expect(401);
		expect(erased).toEqual([]);
	});

	it("[ER2] answers 503 where not everything could be erased, so that it is asked again", async () => {
		const { handler } = edge({ fails: true });
		await request(handler).delete("/v1/users/1").set("x-api-key", "the-next-key").expect(503);
	});
});

describe("POST /v1/webhooks/roblox", () => {
	it("[ER3] erases whom Roblox names", async () => {
		const { handler, erased } = edge({ secret: SECRET });
		await notify(handler, told("RightToErasureRequest", { UserId: 1000001, GameIds: [1] })).expect(200);
		expect(erased).toEqual(["1000001"]);
	});

	it.each([["SampleNotification"], ["SubscriptionRenewed"]])(
		"[ER3] takes %s and does nothing",
		async (type) => {
			const { handler, erased } = edge({ secret: SECRET });
			await notify(handler, told(type, { UserId: 1 })).expect(200);
			expect(erased).toEqual([]);
		},
	);

	it("[ER3] refuses what is not signed by the secret", async () => {
		const { handler, erased } = edge({ secret: SECRET });
		await notify(handler, told("RightToErasureRequest", { UserId: 1 }), "guessed").expect(401);
		expect(erased).toEqual([]);
	});

	it("[ER3] refuses everything where no secret is set", async () => {
		const { handler } = edge();
		await notify(handler, told("RightToErasureRequest", { UserId: 1 })).expect(503);
	});

	it.each([
		["no JSON", "{"],
		["no notification", "[]"],
		["nobody's erasure", JSON.stringify(told("RightToErasureRequest", {}))],
		["an erasure of no user", JSON.stringify(told("RightToErasureRequest", { UserId: "all" }))],
	])("[ER3] answers %s with 400", async (_, text) => {
		const { handler, erased } = edge({ secret: SECRET });
		await notify(handler, text).expect(400);
		expect(erased).toEqual([]);
	});

	it("[ER3] answers 503 where it could not erase, so that Roblox tries again", async () => {
		const { handler } = edge({ secret: SECRET, fails: true });
		await notify(handler, told("RightToErasureRequest", { UserId: 1 })).expect(503);
	});
});
