import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContentWire, SharedWorldWire, WorldUpdateWire } from "../../../game/src/shared/wire/index.js";
import { userToken } from "../cuts/credentials.js";
import { embeddedBackend } from "../cuts/embedded-backends.js";
import { lookUntil } from "../cuts/look-until.js";
import { tell } from "../cuts/tell.js";
import { createCrew, type Crew } from "./crew.js";
import type { StreamedEvent } from "./experience-api.js";
import type { StrictClient } from "./strict-client.js";

/** Actions with narration at each of the two transports; `npm run soak` makes many more. */
const NARRATED = Number(process.env["NARRATED"] ?? 60);

/** Who talk at once; more where much is to be narrated, since each piece takes its time. */
const TALKERS = Number(process.env["TALKERS"] ?? 6);

const WAIT_MILLISECONDS = 30_000;

const backend = embeddedBackend();
let crew: Crew;
let world: SharedWorldWire;

beforeAll(async () => {
	crew = createCrew({ port: () => backend().ports[0]! });
	({ world } = await crew.api.world());
}, 60_000);

afterAll(async () => {
	await crew.leave();
});

/** What to say to walk from here to the first place that can be walked to. */
function nextWalk(here: string): { readonly to: string; readonly words: string } {
	const byId = new Map(world.locations.map((location) => [location.id, location]));
	const to = byId.get(byId.get(here)!.exits[0]!)!;
	return { to: to.id, words: `go to ${to.name}` };
}

/** One talker after the other in turns, all at once; resolves with how many messages were sent. */
async function inTurns(speak: (talker: number) => Promise<void>): Promise<number> {
	let count = 0;
	await Promise.all(
		Array.from({ length: TALKERS }, async (_, talker) => {
			while (count < NARRATED && crew.faults.length === 0) {
				count += 1;
				await speak(talker);
			}
		}),
	);
	return count;
}

/** Everything that a stream brought must be the update, then the narration from its first piece to its last. */
function checkStream(events: readonly StreamedEvent[], { to }: { readonly to: string }): string | undefined {
	const names = events.map(({ event }) => event).filter((event) => event !== "");
	const [update, ...rest] = names;
	const pieces = rest.slice(0, -1);
	if (update !== "world_update" || rest.at(-1) !== "done" || pieces.some((name) => name !== "content"))
		return names.join();
	const told = JSON.parse(events[0]!.data) as WorldUpdateWire;
	const [change] = told.changes;
	if (change?.operation !== "update" || change.properties.location !== to) return events[0]!.data;
	const contents = events
		.filter(({ event }) => event === "content")
		.map(({ data }) => JSON.parse(data) as ContentWire);
	const isWhole =
		contents.every(({ index }, place) => index === place) &&
		contents.map(({ done }) => done).indexOf(true) === contents.length - 1;
	return isWhole ? undefined : JSON.stringify(contents);
}

describe("a player who says what to do", () => {
	it("[XL5] is told at the WebSocket of what changed before anything is narrated of it", async () => {
		const talkers: StrictClient[] = [];
		for (let n = 0; n < TALKERS; n++) talkers.push(await crew.add(`talker-${n}`));
		await crew.stand();
		const begin = performance.now();
		const sent = await inTurns(async (talker) => {
			const { client, copy, telling } = talkers[talker]!;
			const { to, words } = nextWalk(copy.picture().location!);
			const before = { actions: telling.actions().length, narrated: telling.narrated() };
			const id = `said-${talker}-${before.narrated}`;
			const answer = await client.ask({ type: "chat", id, content: words });
			if (answer.type !== "chat_accepted") return crew.fault(`${words}: ${JSON.stringify(answer)}`);
			const isTold = await lookUntil(() => telling.narrated() > before.narrated, WAIT_MILLISECONDS);
			if (!isTold) return crew.fault(`${words}: no narration`);
			// Its narration is whole: what it changed must have come before.
			if (telling.actions().length !== before.actions + 1 || copy.picture().location !== to)
				crew.fault(`${words}: narrated before it was told`);
		});
		expect(crew.faults).toEqual([]);
		await tell("narrated at the WebSocket", { sent, milliseconds: performance.now() - begin });
	}, 1_800_000);

	it("[XL5] is told so in the stream of a chat as well", async () => {
		const talkers: { at: string; readonly token: string }[] = [];
		for (let n = 0; n < TALKERS; n++) {
			const userId = `streamer-${n}`;
			const { view } = await crew.api.view(userId);
			talkers.push({ at: view.location, token: await userToken(userId) });
		}
		const begin = performance.now();
		const sent = await inTurns(async (talker) => {
			const one = talkers[talker]!;
			const { to, words } = nextWalk(one.at);
			const fault = checkStream(await crew.api.chat(one.token, words), { to });
			if (fault !== undefined) crew.fault(`${words}: ${fault}`);
			one.at = to;
		});
		expect(crew.faults).toEqual([]);
		await tell("narrated in the chat's stream", { sent, milliseconds: performance.now() - begin });
	}, 1_800_000);
});
