import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { ContentWire, WorldUpdateWire } from "../../../game/src/shared/wire/index.js";
import type { Database } from "../db/database.js";
import type { Stream, StreamEvent } from "../doors/testing/stream.js";
import { createScriptedMind } from "../messages/minds/scripted/scripted-mind.js";
import { until } from "../testing/until.js";
import { userTopic } from "./experience.js";
import { startNarrator } from "./narrator.js";
import { KEY, serveExperiences, tokenOf } from "./testing/experience-edge.js";
import { onBothDatabases } from "./testing/experience-tables.js";
import { playerOf, testExperiences, toldIn, WOODS } from "./testing/test-experiences.js";

/** What is told, in the order in which a reader had it. */
type Told = WorldUpdateWire | ContentWire;

/** Words of every kind: most do something, if not always with success. */
const WORDS = [
	"take the ember dream",
	"drop ember dream",
	"take moonlit dream",
	"go to mirror pond",
	"walk to lantern clearing",
	"go to the owl tower",
	"look around",
	"what a night it is",
];

const USERS = ["42", "43", "44"];

/** Something that one of the users does. */
const command = fc.record({
	user: fc.constantFrom(...USERS),
	words: fc.constantFrom(...WORDS),
	how: fc.constantFrom("stream" as const, "json" as const, "action" as const),
	/** For everything so far, before the next is begun. */
	waits: fc.boolean(),
});
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** More for a long look at interleavings than a test run has time for. */
const RUNS = Number(process.env.EARSHOT_CHAT_RUNS ?? "3");

const told = (events: readonly StreamEvent[]): readonly Told[] =>
	events.filter(({ event }) => event !== "state").map(({ data }) => JSON.parse(data) as Told);

/** Fails unless all pieces of a narration come in order, after what their message changed. */
function expectOrder(entries: readonly Told[], changing: ReadonlySet<string>): void {
	const updated = new Set<string | undefined>();
	const pieces = new Map<string, number>();
	for (const entry of entries) {
		if (entry.type === "world_update") updated.add(entry.metadata?.action_id);
		if (entry.type !== "content") continue;
		const { message_id: id, index } = entry;
		expect(index).toBe(pieces.get(id) ?? 0);
		pieces.set(id, index + 1);
		if (changing.has(id)) expect(updated).toContain(id);
	}
}

const onEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const end of onEnd.splice(0).reverse()) await end();
});

function suite(openEmpty: () => Promise<Database>): void {
	const start = async () => {
		const state = await testExperiences(await openEmpty());
		const edge = await serveExperiences(state.manager, state.log);
		const scripted = createScriptedMind(1);
		const narrator = startNarrator({
			narrations: state.manager.narrations,
			mind: scripted,
			maySweep: () => false,
			report: (message) => state.reports.push(message),
		});
		onEnd.push(async () => {
			await edge.close();
			await narrator.stop();
			await state.close();
		});
		return { ...state, ...edge, narrator };
	};
	type Running = Awaited<ReturnType<typeof start>>;
	const chat = async ({ stream }: Running, userId: string, body: object): Promise<Stream> =>
		stream(`${WOODS}/chat`, { method: "POST", headers: await tokenOf(userId), body });

	it("[XH11] a bottle is taken by words: the update, the quest, the story, and the end", async () => {
		const running = await start();
		const stream = await chat(running, "42", { content: "Please take the ember dream!" });
		await stream.ended;
		const events = await stream.events(4);
		expect(events.slice(0, 2).map(({ event }) => event)).toEqual(["world_update", "quest_update"]);
		expect(events.at(-1)!.event).toBe("done");
		const pieces = told(events.slice(2, -1)) as ContentWire[];
		expect(pieces.map(({ text }) => text).join("")).toMatch(/one|first|Ember Dream/i);
		expect(pieces.at(-1)!.done).toBe(true);
		// A new database takes its time where many tests run.
	}, 120_000);

	it("[XH11] the seventh is celebrated, whoever put the others there", async () => {
		const running = await start();
		const { manager } = running;
		const world = JSON.parse((await manager.world(WOODS)).data) as {
			locations: readonly { items: readonly { id: string; kind: string }[] }[];
		};
		const bottles = world.locations
			.flatMap(({ items }) => items)
			.filter((item) => item.kind === "dream_bottle");
		expect(bottles).toHaveLength(7);
		for (const { id } of bottles.filter((bottle) => bottle.id !== "ember-dream")) {
			await manager.act(playerOf("42"), { action: { action: "take", item: id }, vouched: true });
		}
		const stream = await chat(running, "42", { content: "take ember dream" });
		await stream.ended;
		expect(stream.text()).toContain('"status":"won"');
		const events = await stream.events(4);
		const pieces = told(events.filter(({ event }) => event === "content")) as ContentWire[];
		expect(pieces.map(({ text }) => text).join("")).toMatch(/seven.*!$/i);
	});

	it("[XH13] a message that comes again is told again, and done once", async () => {
		const running = await start();
		const texts: string[] = [];
		for (let times = 0; times < 3; times += 1) {
			const stream = await chat(running, "42", { id: "m1", content: "take ember dream" });
			await stream.ended;
			texts.push(stream.text());
		}
		expect(texts[0]).toContain("event: done");
		expect(new Set(texts).size).toBe(1);
		expect(await toldIn(running.log, userTopic(playerOf("42")))).toMatchObject([
			{ type: "world_update" },
			{ type: "quest_update" },
			...Array.from(texts[0]!.matchAll(/event: content/g), () => ({ type: "content" })),
		]);
	});

	it("[XH12] who watches elsewhere sees the same, and nobody else's", async () => {
		const running = await start();
		const watching = await running.stream(`${WOODS}/events`, { headers: await tokenOf("42") });
		const other = await running.stream(`${WOODS}/events?user_id=43`, { headers: KEY });
		const streamed = await chat(running, "42", { content: "take ember dream" });
		await streamed.ended;
		const events = (await streamed.events(4)).slice(0, -1);
		expect((await watching.events(events.length + 1)).slice(1).map(({ data }) => data)).toEqual(
			events.map(({ data }) => data),
		);
		expect(await other.has(2, 50)).toBe(false);
	});

	it("[XH19] [XH25] a story that was begun before a restart is told after it", async () => {
		const running = await start();
		await running.narrator.stop();
		const { messageId, cursor } = await running.manager.chat(playerOf("42"), { content: "look" });
		const narrator = startNarrator({
			narrations: running.manager.narrations,
			mind: createScriptedMind(1),
			maySweep: () => true,
			report: (message) => running.reports.push(message),
			sweepSeconds: 0.02,
		});
		onEnd.push(narrator.stop);
		const { epoch, offset } = cursor;
		const stream = await running.stream(`${WOODS}/events?cursor=${epoch}:${offset}`, {
			headers: await tokenOf("42"),
		});
		await stream.until(/"done":true/);
		expect(told(await stream.events(1)).at(-1)).toMatchObject({ message_id: messageId, done: true });
	});

	/** Does it all, as it comes; answers the chat streams by message, once they have ended. */
	const perform = async (running: Running, commands: readonly Command[]) => {
		const streams = new Map<string, Stream>();
		const underWay: Promise<unknown>[] = [];
		const post = async (path: string, user: string, body: object) =>
			running
				.call()
				.post(`/v1/experience/${WOODS}/${path}`)
				.set(await tokenOf(user))
				.set("Accept", "application/json")
				.send(body);
		const does = {
			action: ({ user }: Command, id: string) =>
				post("actions", user, { id, action: "take", item: "tidal-dream" }),
			json: ({ user, words }: Command, id: string) => post("chat", user, { id, content: words }),
			stream: async ({ user, words }: Command, id: string) =>
				streams.set(id, await chat(running, user, { id, content: words })),
		};
		for (const [index, command] of commands.entries()) {
			underWay.push(does[command.how](command, `m${index}`));
			if (command.waits) await Promise.all(underWay.splice(0));
		}
		await Promise.all(underWay);
		await Promise.all([...streams.values()].map(({ ended }) => ended));
		return streams;
	};

	it("[XH19] every piece of a story comes after what it tells of, at every stream, however many there are", async () => {
		let changes = 0;
		const run = fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 50 }), async (commands) => {
			const running = await start();
			const watching = new Map<string, readonly Stream[]>();
			for (const user of USERS) {
				const open = async () => running.stream(`${WOODS}/events`, { headers: await tokenOf(user) });
				watching.set(user, [await open(), await open()]);
			}
			const streams = await perform(running, commands);
			for (const user of USERS) {
				const said = [...commands.entries()].filter(([, one]) => one.user === user && one.how !== "action");
				const ids = said.map(([index]) => `m${index}`);
				const toldUser = () => toldIn<Told>(running.log, userTopic(playerOf(user)));
				const ends = async () =>
					(await toldUser()).filter((one) => one.type === "content" && one.done).length;
				await until(async () => (await ends()) === ids.length, "everything is narrated");
				const all = await toldUser();
				const changing = new Set(
					all.flatMap((one) => (one.type === "world_update" ? [one.metadata?.action_id ?? ""] : [])),
				);
				changes += ids.filter((id) => changing.has(id)).length;
				expectOrder(all, changing);
				for (const stream of watching.get(user)!) {
					expect(told(await stream.events(all.length + 1))).toEqual(all);
				}
				for (const id of ids.filter((one) => streams.has(one))) {
					const events = await streams.get(id)!.events(2);
					expect(events.at(-1)).toMatchObject({ event: "done", data: JSON.stringify({ message_id: id }) });
					const own = told(events.slice(0, -1));
					expectOrder(own, new Set([id].filter((one) => changing.has(one))));
					expect(own.filter((one) => one.type === "content" && one.message_id !== id)).toEqual([]);
				}
			}
			expect(running.reports).toEqual([]);
			for (const end of onEnd.splice(0)) await end();
		});
		await fc.assert(run, { numRuns: RUNS });
		expect(changes).toBeGreaterThan(RUNS);
	}, 120_000);
}

onBothDatabases("chat over HTTP", suite);
