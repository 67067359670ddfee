import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { undescribed } from "../http/openapi.js";
import { sharedTopic } from "./experience.js";
import { KEY, openEdge, tokenOf } from "./testing/experience-edge.js";
import { WOODS } from "./testing/fake-experiences.js";

const ANA = { experience: WOODS, userId: "ana" };

let edge: Awaited<ReturnType<typeof openEdge>>;
beforeEach(async () => void (edge = await openEdge()));
afterEach(() => edge.close());

const path = (rest: string): string => `/v1/experience/${WOODS}/${rest}`;

describe("the routes of experiences", () => {
	it("[XH1] list the experiences, by id and title", async () => {
		const { body } = await edge.call().get("/v1/experience").set(KEY).expect(200);
		expect(body).toEqual({ experiences: [{ id: WOODS, title: "The Wylding Woods" }] });
	});

	it("[XH2] answer states with their cursor, and let nobody keep them", async () => {
		const world = await edge.call().get(path("world")).set(KEY).expect(200);
		expect(world.body).toEqual({ cursor: expect.stringMatching(/^.+:0$/), world: { experience: WOODS } });
		expect(world.headers["cache-control"]).toBe("no-store");
		await edge.experiences.update(ANA, "take");
		const view = await edge
			.call()
			.get(path("view"))
			.set(await tokenOf("ana"))
			.expect(200);
		expect(view.body).toEqual({ cursor: expect.stringMatching(/^.+:1$/), view: { of: "ana" } });
	});

	it("[XH3] do what a user asks for, as that user", async () => {
		const { body } = await edge
			.call()
			.post(path("actions"))
			.set(await tokenOf("ana"))
			.send({ id: "a1", action: "take", item: "ember-dream" })
			.expect(200);
		expect(body).toEqual({
			type: "action_result",
			id: "a1",
			action: "take",
			success: true,
			message: "Done.",
		});
		expect(edge.experiences.asked).toEqual([
			{
				what: "act",
				player: ANA,
				request: { id: "a1", action: { action: "take", item: "ember-dream" }, vouched: false },
			},
		]);
	});

	it("[XH4] let a game server act for its players, and vouch for them unless it says otherwise", async () => {
		const act = (body: object) => edge.call().post(path("actions")).set(KEY).send(body);
		await act({ user_id: "ana", action: "look" }).expect(200);
		await act({ user_id: "ana", action: "look", vouched: false }).expect(200);
		expect(edge.experiences.asked).toMatchObject([
			{ player: ANA, request: { vouched: true } },
			{ player: ANA, request: { vouched: false } },
		]);
		const { body } = await act({ action: "look" }).expect(400);
		expect(body.errors).toEqual([{ path: "user_id", message: expect.any(String) }]);
	});

	it("[XH4] let no user act for another, or vouch", async () => {
		const token = await tokenOf("ana");
		const act = (body: object) => edge.call().post(path("actions")).set(token).send(body);
		await act({ user_id: "ben", action: "look" }).expect(403);
		await act({ action: "look", vouched: true }).expect(403);
		await act({ user_id: "ana", action: "look", vouched: false }).expect(200);
		await edge.call().get(path("view?user_id=ben")).set(token).expect(403);
		await edge.call().post(path("chat")).set(token).send({ user_id: "ben", content: "hi" }).expect(403);
		await edge.call().get(path("events?user_id=ben")).set(token).expect(403);
		await edge
			.call()
			.post(path("position"))
			.set(token)
			.send({ user_id: "ben", x: 0, y: 0, z: 0 })
			.expect(403);
		expect(edge.experiences.asked).toHaveLength(1);
	});

	it.each([
		["get", "", undefined],
		["get", `/${WOODS}/world`, undefined],
		["get", `/${WOODS}/view?user_id=ana`, undefined],
		["get", `/${WOODS}/shared`, undefined],
		["get", `/${WOODS}/events?user_id=ana`, undefined],
		["post", `/${WOODS}/actions`, { user_id: "ana", action: "look" }],
		["post", `/${WOODS}/position`, { user_id: "ana", x: 0, y: 0, z: 0 }],
		["post", `/${WOODS}/chat`, { user_id: "ana", content: "hi" }],
	] as const)("[XH5] refuse who does not say who they are: %s %s", async (method, rest, body) => {
		const at = `/v1/experience${rest}`;
		const { status } = await edge.call()[method](at).send(body);
		expect(status).toBe(401);
		const wrong = await edge.call()[method](at).set({ "x-api-key": "wrong" }).send(body);
		expect(wrong.status).toBe(401);
		expect(edge.experiences.asked).toEqual([]);
	});

	it("[XH5] keep the shared topic for game servers", async () => {
		await edge
			.call()
			.get(path("shared?wait=0"))
			.set(await tokenOf("ana"))
			.expect(401);
	});

	it("[XH6] take where a player stands", async () => {
		const sent = edge
			.call()
			.post(path("position"))
			.set(await tokenOf("ana"));
		await sent.send({ x: 1.5, y: -2, z: 3 }).expect(204);
		expect(edge.experiences.asked).toEqual([
			{ what: "moveTo", player: ANA, position: { x: 1.5, y: -2, z: 3 } },
		]);
	});

	it.each([
		["actions", {}, ["action"]],
		["actions", { action: "fly" }, ["action"]],
		["actions", { action: "take" }, ["item"]],
		["actions", { action: "move", location: 7, id: "" }, ["id", "location"]],
		["actions", { action: "take", item: "x".repeat(129) }, ["item"]],
		["actions", { action: "take", item: "a\u0000b" }, ["item"]],
		["actions", { action: "take", item: "\ud800" }, ["item"]],
		["actions", { action: "look", user_id: "", vouched: "yes" }, ["user_id", "vouched"]],
		["actions", { action: "look", user_id: "\ud800" }, ["user_id"]],
		["actions", { action: "look", user_id: "x".repeat(129) }, ["user_id"]],
		["position", { x: 1, y: "2" }, ["y", "z"]],
		["position", { x: 1, y: 2, z: null, user_id: "a\nb" }, ["user_id", "z"]],
		["chat", {}, ["content"]],
		["chat", { content: " \n " }, ["content"]],
		["chat", { content: "x".repeat(501) }, ["content"]],
		["chat", { content: "a\u0000b" }, ["content"]],
		["chat", { content: "half \udc00" }, ["content"]],
		["chat", { content: "hi", id: 7 }, ["id"]],
	])("[XH7] name every wrong place of %s %j", async (rest, body, places) => {
		const answer = await edge
			.call()
			.post(path(rest))
			.set(KEY)
			.set("Content-Type", "application/json")
			.send(JSON.stringify(body));
		expect(answer.status).toBe(400);
		expect(answer.body.errors.map((error: { path: string }) => error.path).toSorted()).toEqual(places);
		expect(edge.experiences.asked).toEqual([]);
	});

	it("[XH7] take hostile ids for what they are, whole", async () => {
		for (const userId of ["*", ">", "a.b", "ana ben", "ünï", "ana:1", "../x", "~", "%2e"]) {
			const query = new URLSearchParams({ user_id: userId }).toString();
			const { body } = await edge
				.call()
				.get(path(`view?${query}`))
				.set(KEY)
				.expect(200);
			expect(body.view).toEqual({ of: userId });
			const own = await edge
				.call()
				.get(path("view"))
				.set(await tokenOf(userId))
				.expect(200);
			expect(own.body.view).toEqual({ of: userId });
		}
		await edge
			.call()
			.get(path("view"))
			.set(await tokenOf("a\nb"))
			.expect(401);
		await edge
			.call()
			.get(path("view"))
			.set(await tokenOf("x".repeat(129)))
			.expect(401);
	});

	it.each(["UPPER", "a.b", "*", "a%00b", "x".repeat(65)])(
		"[XH7] refuse an experience that cannot be one: %s",
		async (experience) => {
			const { body } = await edge.call().get(`/v1/experience/${experience}/world`).set(KEY).expect(400);
			expect(body.errors).toMatchObject([{ path: "experience" }]);
		},
	);

	it("[XH8] answer 404 for an experience that there is not, and 503 while the state cannot be had", async () => {
		await edge.call().get("/v1/experience/atlantis/world").set(KEY).expect(404);
		await edge.call().get("/v1/experience/atlantis/shared").set(KEY).expect(404);
		await edge.call().get("/v1/experience/atlantis/events?user_id=ana").set(KEY).expect(404);
		edge.experiences.failure = new Refusal("unavailable", "Not now.", { retryAfterSeconds: 2 });
		const { headers } = await edge.call().get(path("view?user_id=ana")).set(KEY).expect(503);
		expect(headers["retry-after"]).toBe("2");
	});

	it("[XH9] tell game servers what everybody shares, as a long poll that goes on from a cursor", async () => {
		const poll = (query: string) =>
			edge
				.call()
				.get(path(`shared?${query}`))
				.set(KEY)
				.expect(200);
		const first = await poll("wait=0");
		expect(first.body).toMatchObject({ events: [], state: { experience: WOODS } });
		const waiting = poll(`wait=5&cursor=${first.body.cursor}`);
		await edge.experiences.tell(sharedTopic(WOODS), "numbered", { number: 3 });
		await edge.experiences.tell(sharedTopic(WOODS), "shared_update", { user_id: "ana" });
		const { body } = await waiting;
		expect(body.events).toEqual([{ event: "shared_update", data: { user_id: "ana" } }]);
		expect((await poll(`wait=0&cursor=${body.cursor}`)).body.events).toEqual([]);
	});

	it("[XH10] are all described, with their security", async () => {
		const { missing, stale } = undescribed(edge.app.routes, edge.app.openApi);
		expect(missing.filter((route) => route.includes("experience"))).toEqual([]);
		expect(stale).toEqual([]);
		const paths = Object.entries(edge.app.openApi.paths ?? {}).filter(([at]) => at.includes("experience"));
		expect(paths).toHaveLength(8);
		for (const operation of paths.flatMap(([, item]) => Object.values(item as object))) {
			expect(operation).toMatchObject({ tags: ["experience"], security: expect.any(Array) });
		}
	});
});

describe("the routes of experiences in open development", () => {
	it("[XH5] take a named user without a credential, and never a user's name from another's token", async () => {
		const open = await openEdge({ env: {} });
		try {
			await open.call().get(path("view?user_id=ana")).expect(200);
			await open.call().get(path("view")).expect(400);
			await open.call().post(path("actions")).send({ user_id: "ana", action: "look" }).expect(200);
			expect(open.experiences.asked.at(-1)).toMatchObject({ player: ANA, request: { vouched: true } });
			await open.call().get(path("shared?wait=0")).expect(200);
		} finally {
			await open.close();
		}
	});
});
