import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { send, stateOf, testWorlds } from "../worlds/test-worlds.js";
import type { TestWorlds } from "../worlds/test-worlds.js";
import { ModelSender, steps } from "./model-sender.js";
import type { Step } from "./model-sender.js";

/** How a payload fares on its way. */
type Fate = "arrives" | "is lost" | "is late" | "answer is lost";

interface Round {
	readonly steps: readonly Step[];
	readonly kind: "full" | "delta" | "cluster_update";
	readonly fate: Fate;
	/** Sends something old once more, picked by this. */
	readonly repeats: number | undefined;
	readonly restarts: "server" | "service" | undefined;
}

const rounds: fc.Arbitrary<Round> = fc.record({
	steps: fc.array(steps, { maxLength: 4 }),
	kind: fc.constantFrom("delta", "delta", "delta", "cluster_update", "full"),
	fate: fc.constantFrom<Fate>("arrives", "arrives", "arrives", "is lost", "is late", "answer is lost"),
	repeats: fc.option(fc.nat(), { nil: undefined }),
	restarts: fc.option(fc.constantFrom("server", "service"), { nil: undefined, freq: 12 }),
});

interface Play {
	readonly sender: ModelSender;
	readonly sent: SnapshotWire[];
	to: TestWorlds;
	late: SnapshotWire[];
	needsFull: boolean;
}

async function deliver(play: Play, body: SnapshotWire): Promise<void> {
	if ((await send(play.to, body)) === "need_full") play.needsFull = true;
}

async function playRound(
	play: Play,
	{ steps: happened, kind, fate, repeats, restarts }: Round,
): Promise<void> {
	for (const step of happened) play.sender.step(step);
	if (restarts === "service") play.to = play.to.restart();
	if (restarts === "server") {
		play.sender.restart();
		play.needsFull = true;
	}
	const arriving = play.late.splice(0);
	const body = play.needsFull || kind === "full" ? play.sender.full() : play.sender.delta(kind);
	play.needsFull = false;
	play.sent.push(body);
	if (fate === "is late") play.late.push(body);
	if (fate === "arrives" || fate === "answer is lost") await deliver(play, body);
	if (fate === "answer is lost")
		expect(await play.to.ingest(body)).toMatchObject({ duplicate: !play.needsFull });
	for (const old of arriving) await send(play.to, old);
	if (repeats !== undefined) await send(play.to, play.sent[repeats % play.sent.length]!);
}

describe("what a world is told", () => {
	it("[SN19] ends, through any mix of fulls, deltas, repeats, losses, reorderings and restarts, as one full would", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(rounds, { maxLength: 25 }), async (all) => {
				const play: Play = {
					sender: new ModelSender("s1"),
					sent: [],
					to: testWorlds({ checkpointEvery: 7 }),
					late: [],
					needsFull: true,
				};
				for (const round of all) {
					try {
						await playRound(play, round);
					} catch (error) {
						// A repeat of what was never taken asks for a full one too.
						if (!(error instanceof Error) || !("code" in error) || error.code !== "need_full") throw error;
						play.needsFull = true;
					}
				}
				// The last word arrives: a delta, or the full snapshot that it is answered with.
				if (play.sent.length === 0) play.needsFull = true;
				const last = play.needsFull ? play.sender.full() : play.sender.delta();
				if ((await send(play.to, last)) === "need_full")
					expect(await send(play.to, play.sender.full())).toBe("taken");
				const once = testWorlds();
				const fresh = { ...play.sender.full(), epoch: "z", seq: 1 };
				await once.ingest(fresh);
				expect(stateOf(await play.to.memory())).toEqual(stateOf(await once.memory()));
			}),
			{ numRuns: Number(process.env["CONVERGENCE_RUNS"] ?? 400) },
		);
	});
});
