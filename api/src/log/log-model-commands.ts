import fc from "fast-check";
import { expect } from "vitest";
import type { LogUnderTest } from "./log-contract.js";
import type { Log } from "./log.js";
import type { LogModel } from "./log-model.js";
import type { LogOptions } from "./log-options.js";

/** The engine that the model is compared with. */
export interface RealLog {
	log: Log;
	readonly settings: LogOptions;
	readonly reopen: LogUnderTest["reopen"];
	/** Lets seconds pass. */
	readonly pass: (seconds: number) => void;
}

type LogCommand = fc.AsyncCommand<LogModel, RealLog>;

const TOPICS = ["world:a", "world:b", "server:ü"] as const;

const topic = fc.constantFrom(...TOPICS);
const data = fc
	.oneof(fc.integer(), fc.string({ unit: "grapheme", maxLength: 12 }))
	.map((v) => JSON.stringify(v));
const entry = fc.record({ type: fc.constantFrom("a", "bc", "δ"), data });

/** Sequences of everything that can be done to a log; restarts where the engine outlives them. */
export function logCommands(canReopen: boolean): fc.Arbitrary<Iterable<LogCommand>> {
	const all: fc.Arbitrary<LogCommand>[] = [
		fc.tuple(topic, fc.array(entry, { minLength: 1, maxLength: 9 })).map(([t, some]) => append(t, some)),
		fc
			.tuple(topic, fc.integer({ min: -1, max: 2 }), entry)
			.map(([t, back, one]) => appendAfter(t, back, one)),
		fc.tuple(topic, fc.integer({ min: -3, max: 6 }), data).map(([t, back, v]) => checkpoint(t, back, v)),
		fc.tuple(topic, data).map(([t, v]) => found(t, v)),
		fc.tuple(topic, fc.integer({ min: -2, max: 8 })).map(([t, back]) => forget(t, back)),
		fc.tuple(topic, fc.integer({ min: -2, max: 12 }), fc.nat(8)).map(([t, back, n]) => read(t, back, n)),
		fc.integer({ min: 1, max: 40 }).map(pass),
		...(canReopen ? [fc.constant(reopen())] : []),
	];
	return fc.commands(all, { maxCommands: 40 });
}

function command(name: string, run: (model: LogModel, real: RealLog) => Promise<void>): LogCommand {
	return {
		check: () => true,
		toString: () => name,
		async run(model, real) {
			await run(model, real);
			await compare(model, real.log);
		},
	};
}

function append(t: string, some: readonly { type: string; data: string }[]): LogCommand {
	return command(`append(${t}, ${JSON.stringify(some)})`, async (model, { log }) => {
		expect((await log.append(t, some)).offset).toBe(model.append(t, some));
	});
}

function appendAfter(t: string, back: number, one: { type: string; data: string }): LogCommand {
	return command(`append(${t}, ${JSON.stringify(one)}, head - ${back})`, async (model, { log }) => {
		const { head } = model.topic(t);
		const after = { ...(await log.head(t)), offset: Math.max(0, head - back) };
		const appending = log.append(t, [one], after);
		if (after.offset === head) expect((await appending).offset).toBe(model.append(t, [one]));
		else await expect(appending).rejects.toMatchObject({ code: "conflict" });
	});
}

function found(t: string, value: string): LogCommand {
	return command(`found(${t})`, async (model, { log }) => {
		const { head, checkpoint: latest } = model.topic(t);
		const founding = log.checkpoint(t, { ...(await log.head(t)), offset: 0, value, first: true });
		if (head > 0 || latest) await expect(founding).rejects.toMatchObject({ code: "conflict" });
		else {
			await founding;
			model.checkpoint(t, { offset: 0, value });
		}
	});
}

function checkpoint(t: string, back: number, value: string): LogCommand {
	return command(`checkpoint(${t}, head - ${back})`, async (model, { log }) => {
		const wanted = { offset: Math.max(0, model.topic(t).head - back), value };
		const outcome = await log.checkpoint(t, wanted).then(
			() => true,
			() => false,
		);
		expect(outcome).toBe(model.checkpoint(t, wanted));
	});
}

function forget(t: string, back: number): LogCommand {
	return command(`forget(${t}, head - ${back})`, async (model, { log }) => {
		const offset = Math.max(0, model.topic(t).head - back);
		const outcome = await log.forget(t, offset).then(
			() => true,
			() => false,
		);
		expect(outcome).toBe(model.forget(t, offset));
	});
}

function read(t: string, back: number, limit: number): LogCommand {
	return command(`read(${t}, head - ${back}, ${limit})`, async (model, { log }) => {
		const { held, head, oldest } = model.topic(t);
		const offset = Math.max(0, head - back);
		const result = await log.read(t, { ...(await log.head(t)), offset }, limit);
		if (offset > head) expect(result).toMatchObject({ ok: false, reason: "future" });
		else if (offset < oldest - 1) expect(result).toMatchObject({ ok: false, reason: "expired" });
		else {
			const after = held.filter((one) => one.offset > offset).slice(0, limit);
			expect(result).toMatchObject({ ok: true, entries: after });
		}
	});
}

function pass(seconds: number): LogCommand {
	return command(`pass(${seconds} s)`, async (_, real) => real.pass(seconds));
}

function reopen(): LogCommand {
	return command("reopen", async (_, real) => {
		const epochs = await Promise.all(TOPICS.map(async (t) => (await real.log.head(t)).epoch));
		real.log = await real.reopen!(real.log, real.settings);
		expect(await Promise.all(TOPICS.map(async (t) => (await real.log.head(t)).epoch))).toEqual(epochs);
	});
}

async function compare(model: LogModel, log: Log): Promise<void> {
	for (const t of TOPICS) {
		const expected = model.topic(t);
		const head = await log.head(t);
		const oldest = await log.oldest(t);
		expect({ head: head.offset, oldest }).toEqual({ head: expected.head, oldest: expected.oldest });
		expect(await log.latestCheckpoint(t)).toEqual(expected.checkpoint);
		const all = await log.read(t, { ...head, offset: oldest - 1 }, 1000);
		expect(all).toMatchObject({ ok: true, entries: expected.held });
	}
}
