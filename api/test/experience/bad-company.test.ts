import { afterEach, describe, expect, it } from "vitest";
import { quantile } from "../../bench/bench-result.js";
import { userToken } from "../cuts/credentials.js";
import { embeddedBackend } from "../cuts/embedded-backends.js";
import { lookUntil } from "../cuts/look-until.js";
import { tell } from "../cuts/tell.js";
import type { ChannelMessage } from "./channel-message.js";
import { createCrew, type Crew } from "./crew.js";
import { EXPERIENCE } from "./experience-api.js";
import { openChannel, type SocketChannel, type ChannelEnd } from "./open-channel.js";

/** The suite's crowd. */
const CONNECTIONS = 100;

/** Actions that are measured, with bad company and without. */
const MEASURED = 60;

/** What bad company may do to others' 99th percentile, beyond what a busy machine does to it by itself. */
const TIMES_WORSE = 3;
const NOISE_MILLISECONDS = 50;

const MOST_FRAME_BYTES = 64 * 1024;
const WAIT_MILLISECONDS = 10_000;

/** Slow consumers, and how often each asks again: below the rate at which it would be refused. */
const SLOW = 5;
const ASK_MILLISECONDS = 60;

const TOO_MANY = 4029;

const backend = embeddedBackend();
let crew: Crew;
const leaving: (() => void)[] = [];

afterEach(async () => {
	for (const leave of leaving.splice(0)) leave();
	await crew.leave();
});

const port = (): number => backend().ports[0]!;

function newCrew(): Crew {
	return (crew = createCrew({ port }));
}

interface Rude extends SocketChannel {
	readonly messages: readonly ChannelMessage[];
	readonly ended: Promise<ChannelEnd>;
	/** Resolves with the codes of the errors that it was answered, once there are so many. */
	readonly errors: (count: number) => Promise<readonly string[]>;
}

/** A client that keeps to nothing. */
async function openRude(userId: string): Promise<Rude> {
	const messages: ChannelMessage[] = [];
	let end: (end: ChannelEnd) => void;
	const ended = new Promise<ChannelEnd>((resolve) => (end = resolve));
	const channel = openChannel(
		{ port: port(), experience: EXPERIENCE, token: await userToken(userId) },
		{ onMessage: (message) => messages.push(message), onEnd: (how) => end(how) },
	);
	leaving.push(() => channel.end());
	const codes = (): readonly string[] =>
		messages.flatMap((message) => (message.type === "error" ? [message.code] : []));
	await lookUntil(() => messages.some(({ type }) => type === "world"), WAIT_MILLISECONDS);
	return {
		...channel,
		messages,
		ended,
		async errors(count) {
			await lookUntil(() => codes().length >= count, WAIT_MILLISECONDS);
			return codes();
		},
	};
}

/** Milliseconds from actions, one after the other, to the update at the second client of each player. */
async function measure(crew: Crew): Promise<number> {
	const pairs = crew.clients.filter((_, index) => index % 2 === 0);
	const taken: number[] = [];
	for (let n = 0; n < MEASURED; n++) {
		const actor = pairs[n % pairs.length]!;
		const watcher = crew.clients[crew.clients.indexOf(actor) + 1]!;
		const here = actor.copy.picture().location;
		const { locations } = world;
		const [to] = locations.find(({ id }) => id === here)!.exits;
		const before = watcher.client.ledger.told;
		const begin = performance.now();
		const id = `measured-${begin}`;
		const acting = actor.client.act({ action: "move", location: to! }, id);
		while (watcher.client.ledger.told === before && performance.now() - begin < WAIT_MILLISECONDS)
			await new Promise((resolve) => setImmediate(resolve));
		taken.push(performance.now() - begin);
		expect((await acting).success).toBe(true);
	}
	return quantile(taken, 0.99);
}

let world: Awaited<ReturnType<Crew["api"]["world"]>>["world"];

/** So many pairs of clients of one user each, standing. */
async function standPairs(name: string, pairs: number): Promise<Crew> {
	const made = newCrew();
	({ world } = await made.api.world());
	for (let n = 0; n < pairs; n++) {
		await made.add(`${name}-${n}`);
		await made.add(`${name}-${n}`);
	}
	await made.stand();
	expect(made.faults).toEqual([]);
	return made;
}

/** Takes nothing any more, and asks for everything again and again, until it is ended. */
async function openSlow(userId: string): Promise<Rude> {
	const slow = await openRude(userId);
	const start = slow.messages.find((message) => message.type === "world")!.cursor;
	slow.socket.pause();
	const asking = setInterval(() => slow.send({ type: "resume", cursor: start }), ASK_MILLISECONDS);
	leaving.push(() => clearInterval(asking));
	return slow;
}

describe("a hundred connections", () => {
	it("[XL7] stand at once, are answered, and are told each its own", async () => {
		const { clients, faults, compare, api } = await standPairs("guest", CONNECTIONS / 2);
		expect(clients.length).toBe(CONNECTIONS);
		const pongs = await Promise.all(
			clients.map(({ client }, index) => client.ask({ type: "ping", id: `ping-${index}` })),
		);
		expect(new Set(pongs.map(({ type }) => type))).toEqual(new Set(["pong"]));
		await Promise.all(
			clients.map(({ client, copy }, index) => {
				const here = copy.picture().location;
				const [to] = world.locations.find(({ id }) => id === here)!.exits;
				return client.act({ action: "move", location: to! }, `all-at-once-${index}`);
			}),
		);
		await compare();
		expect(faults).toEqual([]);
		const health = (await (await fetch(`http://127.0.0.1:${port()}/healthz`)).json()) as {
			readonly connections?: number;
		};
		expect(health.connections).toBe(CONNECTIONS);
		expect((await api.world()).world.experience).toBe(EXPERIENCE);
	}, 120_000);
});

describe("bad company", () => {
	it("[XL8] is answered for each malformed frame, and stays", async () => {
		newCrew();
		const rude = await openRude("rude");
		const frames = [
			["{", "bad_json"],
			["", "bad_json"],
			["[]", "bad_message"],
			["null", "bad_message"],
			['{"type":"__proto__"}', "unknown_type"],
			['{"type":"sing","id":"a"}', "unknown_type"],
			['{"type":"action"}', "bad_message"],
			['{"type":"action","action":"take","item":7}', "bad_message"],
			['{"type":"position","x":"a","y":0,"z":0}', "bad_message"],
			['{"type":"chat","content":""}', "bad_message"],
			['{"type":"resume"}', "bad_message"],
			[Buffer.from([0, 1, 2]), "binary"],
			[JSON.stringify({ type: "chat", content: "x".repeat(MOST_FRAME_BYTES) }), "too_large"],
		] as const;
		for (const [frame] of frames) rude.socket.send(frame);
		expect(await rude.errors(frames.length)).toEqual(frames.map(([, code]) => code));
		rude.send({ type: "ping", id: "still here" });
		const isAnswered = (): boolean => rude.messages.some(({ type }) => type === "pong");
		expect(await lookUntil(isAnswered, WAIT_MILLISECONDS)).toBe(true);
	}, 60_000);

	it("[XL8] that floods is refused, then closed, and others are as before", async () => {
		const company = await standPairs("neighbour", 5);
		const without = await measure(company);
		const floods = await Promise.all(Array.from({ length: 5 }, (_, n) => openRude(`flood-${n}`)));
		const flooding = floods.map(async (rude) => {
			while (rude.socket.readyState === rude.socket.OPEN) {
				for (let n = 0; n < 20; n++) rude.send({ type: "ping" });
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
			return rude.ended;
		});
		const beside = await measure(company);
		expect((await Promise.all(flooding)).map(({ code }) => code)).toEqual(floods.map(() => TOO_MANY));
		for (const rude of floods) expect(await rude.errors(1)).toContain("rate_limited");
		await tell("p99 beside floods", { without, beside });
		expect(beside).toBeLessThan(without * TIMES_WORSE + NOISE_MILLISECONDS);
		expect(company.faults).toEqual([]);
	}, 120_000);

	it("[XL8] that sends what is beyond reading, or takes nothing, harms nobody else", async () => {
		const company = await standPairs("bystander", 5);
		const without = await measure(company);
		// Of users who are told much: each new beginning is all of it again.
		for (let n = 0; n < SLOW; n++) await openSlow(`bystander-${n}`);
		const rude = await openRude("huge");
		rude.socket.send(Buffer.alloc(2 * 1024 * 1024, "x").toString());
		const beside = await measure(company);
		expect((await rude.ended).code).toBe(1009);
		await tell("p99 beside slow consumers", { without, beside });
		expect(beside).toBeLessThan(without * TIMES_WORSE + NOISE_MILLISECONDS);
		await company.compare();
		expect(company.faults).toEqual([]);
	}, 120_000);
});
