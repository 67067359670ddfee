import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { until } from "../testing/until.js";
import { CHAT_STREAM_SECONDS } from "./chat-limits.js";
import { KEY, openEdge, tokenOf } from "./testing/experience-edge.js";
import { WOODS } from "./testing/fake-experiences.js";

const ANA = { experience: WOODS, userId: "ana" };
const BEN = { experience: WOODS, userId: "ben" };

let edge: Awaited<ReturnType<typeof openEdge>>;
let now = 1000;
beforeEach(async () => {
	now = Math.floor(Date.now() / 1000);
	edge = await openEdge({ clock: () => now, heartbeatSeconds: 0.05 });
});
afterEach(() => edge.close());

const say = async (content: string, more: object = {}, headers: Readonly<Record<string, string>> = {}) =>
	edge.stream(`${WOODS}/chat`, {
		method: "POST",
		headers: { ...(await tokenOf("ana", 4000)), ...headers },
		body: { content, ...more },
	});
const gone = async (): Promise<void> => {
	await until(() => edge.doors.counts().sse === 0, "the reader has left");
	expect(edge.doors.counts()).toMatchObject({ sse: 0, hubs: 0, timers: 0 });
};

describe("the chat stream", () => {
	it("[XH11] tells what changed, then the narration, then that it is done, and ends", async () => {
		const stream = await say("take ember");
		await stream.events(1);
		await edge.experiences.narrate(ANA, "message-1", ["You take it. ", "It hums."]);
		await stream.ended;
		const events = await stream.events(4);
		expect(events.map(({ event }) => event)).toEqual(["world_update", "content", "content", "done"]);
		expect(JSON.parse(events[0]!.data)).toMatchObject({ metadata: { action: "take ember" } });
		expect(JSON.parse(events[1]!.data)).toMatchObject({ text: "You take it. ", index: 0, done: false });
		expect(JSON.parse(events[2]!.data)).toMatchObject({ text: "It hums.", index: 1, done: true });
		expect(JSON.parse(events[3]!.data)).toEqual({ message_id: "message-1" });
		await gone();
	});

	it("[XH11] is an event stream that nothing holds back, each event with its cursor", async () => {
		const stream = await say("hello");
		expect(stream.head).toMatch(/content-type: text\/event-stream/i);
		expect(stream.head).toMatch(/cache-control: no-store, no-transform/i);
		await edge.experiences.narrate(ANA, "message-1", ["Hello."]);
		const events = await stream.events(3);
		const { epoch } = await edge.log.head(`user:${WOODS}:ana`);
		expect(events.map(({ id }) => id)).toEqual([`${epoch}:1`, `${epoch}:2`, undefined]);
	});

	it("[XH12] interleaves what else happens to the player, and leaves other narrations and players out", async () => {
		const stream = await say("hello");
		await edge.experiences.narrate(ANA, "another", ["Not yours."]);
		await edge.experiences.update(BEN, "take");
		await edge.experiences.narrate(BEN, "message-1", ["Not yours either."]);
		await edge.experiences.tell(`user:${WOODS}:ana`, "numbered", { number: 7 });
		await edge.experiences.tell(`user:${WOODS}:ana`, "quest_update", { quest: { id: "q" } });
		await edge.experiences.update(ANA, "drop");
		await edge.experiences.narrate(ANA, "message-1", ["Hello."]);
		await stream.ended;
		expect((await stream.events(5)).map(({ event }) => event)).toEqual([
			"world_update",
			"quest_update",
			"world_update",
			"content",
			"done",
		]);
		expect(stream.text()).not.toContain("yours");
	});

	it("[XH13] begins where its message began, however late it is asked for again", async () => {
		const first = await say("take ember", { id: "m7" });
		await edge.experiences.narrate(ANA, "m7", ["You take it."]);
		await first.ended;
		const told = await edge.experiences.chat(ANA, { content: "later" });
		edge.experiences.taken = { messageId: "m7", cursor: { ...told.cursor, offset: 0 } };
		const again = await say("take ember", { id: "m7" }, { "Last-Event-ID": "elsewhere:9" });
		await again.ended;
		expect((await again.events(3)).map(({ event }) => event)).toEqual(["world_update", "content", "done"]);
	});

	it("[XH14] shows signs of life while a narration takes its time", async () => {
		const stream = await say("hello");
		await stream.until(/\n:\n/);
	});

	it("[XH15] is left by a reader that goes", async () => {
		const stream = await say("hello");
		await stream.events(1);
		expect(edge.doors.counts().hubs).toBe(1);
		stream.leave();
		await gone();
	});

	it("[XH15] ends with a reason and a cursor where the service goes", async () => {
		const stream = await say("hello");
		const [update] = await stream.events(1);
		await edge.doors.close();
		await stream.ended;
		expect((await stream.events(2))[1]).toMatchObject({ event: "close", data: '{"reason":"draining"}' });
		expect(stream.text()).toContain(`id: ${update!.id}\nevent: close`);
		await gone();
	});

	it("[XH15] ends with its reader's token", async () => {
		const stream = await edge.stream(`${WOODS}/chat`, {
			method: "POST",
			headers: await tokenOf("ana", 30),
			body: { content: "hello" },
		});
		await stream.events(1);
		now += 31;
		await stream.until(/event: close\ndata: {"reason":"expired"}/);
		await stream.ended;
		await gone();
	});

	it("[XH15] ends where nobody narrates, and says that it is late", async () => {
		const stream = await say("hello");
		await stream.events(1);
		now += CHAT_STREAM_SECONDS + 1;
		await stream.until(/event: close\ndata: {"reason":"late"}/);
		await stream.ended;
		await gone();
	});

	it("[XH15] ends with fresh state where what followed its message is no longer held", async () => {
		edge.experiences.taken = { messageId: "m1", cursor: { epoch: "of-another-life", offset: 3 } };
		const stream = await say("hello");
		await stream.ended;
		const events = await stream.events(3);
		expect(events.map(({ event }) => event)).toEqual(["reset", "state", "close"]);
		expect(events.map(({ data }) => data)).toEqual([
			'{"reason":"epoch"}',
			'{"of":"ana"}',
			'{"reason":"reset"}',
		]);
		await gone();
	});

	it("[XH15] is refused as a whole where the message is not taken", async () => {
		edge.experiences.failure = new Refusal("unavailable", "Not now.");
		expect((await say("hello")).head).toContain("503");
		edge.experiences.failure = undefined;
		await edge.doors.close();
		expect((await say("hello")).head).toContain("503");
	});
});

describe("a chat message without a stream", () => {
	const post = async (accept: string) =>
		edge
			.call()
			.post(`/v1/experience/${WOODS}/chat`)
			.set(await tokenOf("ana"))
			.set("Accept", accept)
			.send({ content: " hello " });

	it("[XH16] is answered with its id and the place before it, where JSON is what is accepted", async () => {
		await edge.experiences.update(ANA, "before");
		for (const accept of ["application/json", "application/json, text/event-stream;q=0.5"]) {
			const { status, body } = await post(accept);
			expect(status).toBe(202);
			expect(body.message_id).toMatch(/^message-\d$/);
			expect(body.cursor).toMatch(/:\d+$/);
		}
		expect(edge.experiences.asked[0]).toEqual({ what: "chat", player: ANA, content: "hello" });
		const followed = await edge.stream(
			`${WOODS}/events?cursor=${(await post("application/json")).body.cursor}`,
			{
				headers: await tokenOf("ana"),
			},
		);
		expect((await followed.events(1))[0]).toMatchObject({ event: "world_update" });
	});

	it("[XH16] is streamed to whoever accepts anything", async () => {
		const stream = await say("hello", {}, { Accept: "*/*" });
		expect(stream.head).toMatch(/text\/event-stream/);
	});
});

describe("the events of a player", () => {
	it("[XH17] begin with the player's view, and go on from a cursor", async () => {
		const stream = await edge.stream(`${WOODS}/events`, { headers: await tokenOf("ana") });
		await edge.experiences.update(BEN, "take");
		await edge.experiences.update(ANA, "take");
		await edge.experiences.narrate(ANA, "m1", ["One.", "Two."]);
		const events = await stream.events(4);
		expect(events.map(({ event }) => event)).toEqual(["state", "world_update", "content", "content"]);
		const again = await edge.stream(`${WOODS}/events?user_id=ana`, {
			headers: { ...KEY, "Last-Event-ID": events[1]!.id! },
		});
		expect((await again.events(2)).map(({ data }) => data)).toEqual(events.slice(2).map(({ data }) => data));
	});
});
