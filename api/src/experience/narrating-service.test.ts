import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TalkServer, startTalkServer } from "../messages/testing/talk-server.js";
import { until } from "../testing/until.js";
import { userTopic } from "./experience.js";
import { playerOf, SHIPPED, toldIn, WOODS } from "./testing/test-experiences.js";

/** A new database takes its time where many tests run. */
const PATIENCE_MS = 120_000;

const standing = async (): Promise<void> => {
	const { onListening, database } = server.service();
	for (const begin of onListening) begin();
	database.open();
	await database.opened();
};

let server: TalkServer;
beforeAll(async () => {
	server = await startTalkServer({ EXPERIENCES_DIR: SHIPPED });
	await standing();
}, PATIENCE_MS);
afterAll(() => server.stop());

const say = (userId: string, content: string, accept = "application/json") =>
	server.call().post(`/v1/experience/${WOODS}/chat`).set("Accept", accept).send({ user_id: userId, content });
const storiesOf = async (userId: string) =>
	(
		await toldIn<{ type: string; message_id?: string }>(server.service().log, userTopic(playerOf(userId)))
	).filter(({ type }) => type === "content");

describe("the service narrates", () => {
	it("[XH19] what is said, by the mind that it was given", async () => {
		const { text } = await say("42", "take ember dream", "text/event-stream").expect(200);
		expect(text.match(/^event: .*$/gm)).toEqual([
			"event: world_update",
			"event: quest_update",
			"event: content",
			"event: content",
			"event: done",
		]);
		expect(server.mind.narrated).toMatchObject([{ userId: "42", happening: { kind: "taken" } }]);
		expect(text).toContain("What happened: taken.");
	});

	it(
		"[XH15] [XH25] after a restart what it had begun before, once and in its order; streams end with a reason",
		async () => {
			server.mind.shut();
			const asked = server.mind.narrated.length;
			const first = await say("43", "go to the pond").expect(202);
			const second = await say("43", "look").expect(202);
			const streamed = say("44", "look", "text/event-stream").then(({ text }) => text);
			await until(() => server.mind.narrated.length === asked + 2, "the first of each player is begun");
			await until(() => server.service().doors.counts().sse === 1, "the stream stands");
			await server.restart();
			expect(await streamed).toMatch(/event: close\ndata: {"reason":"draining"}\n\n$/);
			expect(server.mind.stopped()).toBe(2);
			expect(await storiesOf("43")).toEqual([]);
			server.mind.open();
			await standing();
			await until(async () => (await storiesOf("43")).length === 4, "both are told", 60);
			expect((await storiesOf("43")).map(({ message_id }) => message_id)).toEqual([
				first.body.message_id,
				first.body.message_id,
				second.body.message_id,
				second.body.message_id,
			]);
			await until(async () => (await storiesOf("44")).length === 2, "the other player's too");
		},
		PATIENCE_MS,
	);

	it("[XH10] and knows all its routes", async () => {
		const { body } = await server.call().get("/openapi.json").expect(200);
		const paths = Object.keys(body.paths as object);
		expect(paths.filter((path) => path.startsWith("/v1/experience"))).toHaveLength(8);
		const { body: listed } = await server.call().get("/v1/experience").expect(200);
		expect(listed).toEqual({ experiences: [{ id: WOODS, title: "The Wylding Woods" }] });
	});
});
