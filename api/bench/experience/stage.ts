import type { ActionWire, SharedWorldWire } from "../../../game/src/shared/wire/index.js";
import type { ChannelClient } from "../../test/experience/channel-client.js";
import type { ToldOf } from "../../test/experience/channel-ledger.js";
import type { ChannelMessage } from "../../test/experience/channel-message.js";
import type { PlayersRates, PlayersResult } from "./plan.js";

/** One connection, and as little of it as can be. */
export interface StagePlayer {
	client: ChannelClient | undefined;
	location: string;
	isBusy: boolean;
}

export interface Stage {
	readonly enter: () => StagePlayer;
	readonly hear: (player: StagePlayer, message: ChannelMessage, of: ToldOf | undefined) => void;
	readonly fail: (what: string) => void;
	/** Plays for the warm-up and the seconds of the plan. */
	readonly play: () => Promise<PlayersResult>;
}

interface Asked {
	readonly at: number;
	readonly player: StagePlayer;
	readonly item?: string;
	hasResult: boolean;
	hasUpdate: boolean;
}

const TICK_MILLISECONDS = 5;

/** What has not been answered by then counts as failed. */
const PATIENCE_MILLISECONDS = 10_000;

const MOST_EXAMPLES = 10;

/** Looks for a player who stands where it must be. */
const TRIES = 500;

/** Whatever all players do, by an even beat that waits for nobody: a server that is late is not asked less. */
export function createStage(rates: PlayersRates): Stage {
	const { pingsPerSecond, movesPerSecond, sharedPerSecond, warmUpSeconds, seconds } = rates;
	const players: StagePlayer[] = [];
	const asked = new Map<string, Asked>();
	const carriers = new Map<string, StagePlayer>();
	/** When the last action on an item began, of those that others are told of. */
	const touched = new Map<string, number>();
	let lying = new Map<string, string>();
	let exits = new Map<string, readonly string[]>();
	let count = 0;
	let failures = 0;
	let isMeasuring = false;
	const examples: string[] = [];
	const pings: number[] = [];
	const updates: number[] = [];
	const results: number[] = [];
	const shared: number[] = [];

	function fail(what: string): void {
		failures += 1;
		if (examples.length < MOST_EXAMPLES) examples.push(what);
	}

	function learn({ locations }: SharedWorldWire): void {
		if (exits.size > 0) return;
		exits = new Map(locations.map((location) => [location.id, location.exits]));
		lying = new Map(locations.flatMap(({ id, items }) => items.map((item) => [item.id, id] as const)));
	}

	function anybody(where?: string): StagePlayer | undefined {
		for (let tries = 0; tries < TRIES; tries++) {
			const player = players[Math.floor(Math.random() * players.length)]!;
			if (!player.isBusy && (where === undefined || player.location === where)) return player;
		}
		return undefined;
	}

	function ask(player: StagePlayer, item?: string): string {
		count += 1;
		const id = `a${count}`;
		asked.set(id, {
			at: performance.now(),
			player,
			hasResult: false,
			hasUpdate: false,
			...(item !== undefined && { item }),
		});
		return id;
	}

	function act(player: StagePlayer, action: ActionWire): void {
		const item = "item" in action ? action.item : undefined;
		player.isBusy = true;
		const id = ask(player, item);
		if (item !== undefined) touched.set(item, performance.now());
		if (!player.client?.send({ type: "action", id, ...action })) fail("a connection is not open");
	}

	function ping(): void {
		const player = anybody();
		if (player) player.client?.send({ type: "ping", id: ask(player) });
	}

	function move(): void {
		const player = anybody();
		const ways = exits.get(player?.location ?? "") ?? [];
		const to = ways[Math.floor(Math.random() * ways.length)];
		if (player && to !== undefined) act(player, { action: "move", location: to });
	}

	/** Takes what lies longest, or has put down what is carried longest, in turns. */
	let isTaking = true;
	function share(): void {
		const [item, where] = (isTaking ? [...lying][0] : undefined) ?? [];
		const [carried, carrier] = (isTaking ? undefined : [...carriers][0]) ?? [];
		isTaking = !isTaking;
		const taker = item === undefined ? undefined : anybody(where);
		if (item !== undefined && taker) {
			lying.delete(item);
			act(taker, { action: "take", item });
		} else if (carried !== undefined && carrier && !carrier.isBusy) {
			carriers.delete(carried);
			act(carrier, { action: "drop", item: carried });
		}
	}

	function settle(id: string, one: Asked): void {
		if (!one.hasResult || !one.hasUpdate) return;
		asked.delete(id);
		one.player.isBusy = false;
	}

	function answered(message: ChannelMessage & { readonly type: "action_result" | "pong" | "error" }): void {
		const one = message.id === undefined ? undefined : asked.get(message.id);
		if (!one || message.id === undefined) return message.type === "error" ? fail(message.code) : undefined;
		const milliseconds = performance.now() - one.at;
		if (message.type === "action_result" && message.success) {
			if (isMeasuring) results.push(milliseconds);
			one.hasResult = true;
			if (one.item !== undefined && message.action === "take") carriers.set(one.item, one.player);
			if (one.item !== undefined && message.action === "drop") lying.set(one.item, one.player.location);
			return settle(message.id, one);
		}
		if (message.type === "pong") {
			if (isMeasuring) pings.push(milliseconds);
		} else fail(JSON.stringify(message));
		asked.delete(message.id);
		one.player.isBusy = false;
	}

	function updated(player: StagePlayer, message: ChannelMessage & { readonly type: "world_update" }): void {
		const id = message.metadata?.action_id;
		for (const change of message.changes)
			if (change.operation === "update") player.location = change.properties.location;
		const one = id === undefined ? undefined : asked.get(id);
		if (!one || id === undefined) return fail("an update of no action that is under way");
		if (isMeasuring) updates.push(performance.now() - one.at);
		one.hasUpdate = true;
		settle(id, one);
	}

	function overheard(message: ChannelMessage & { readonly type: "world_update" }): void {
		if (!isMeasuring) return;
		for (const change of message.changes) {
			const item =
				change.operation === "add" ? change.item.id : change.operation === "remove" ? change.item_id : "";
			const at = touched.get(item);
			if (at !== undefined) shared.push(performance.now() - at);
		}
	}

	async function drive(milliseconds: number): Promise<void> {
		const begin = performance.now();
		const done = { ping: 0, move: 0, share: 0 };
		for (let passed = 0; passed < milliseconds; passed = performance.now() - begin) {
			const seconds = passed / 1000;
			for (; done.ping < seconds * pingsPerSecond; done.ping++) ping();
			for (; done.move < seconds * movesPerSecond; done.move++) move();
			for (; done.share < seconds * sharedPerSecond; done.share++) share();
			await new Promise((resolve) => setTimeout(resolve, TICK_MILLISECONDS));
		}
	}

	return {
		fail,
		enter() {
			const player: StagePlayer = { client: undefined, location: "", isBusy: false };
			players.push(player);
			return player;
		},
		hear(player, message, of) {
			switch (message.type) {
				case "view":
					player.location = message.view.location;
					return;
				case "world":
					return learn(message.world);
				case "world_update":
					return of === "shared" ? overheard(message) : updated(player, message);
				case "action_result":
				case "pong":
				case "error":
					return answered(message);
				case "connected":
				case "quest_update":
				case "content":
				case "chat_accepted":
				case "resumed":
				case "heartbeat":
				case "close":
					return undefined;
				case "reset":
					return fail(`a reset: ${message.reason}`);
			}
		},
		async play() {
			await drive(warmUpSeconds * 1000);
			isMeasuring = true;
			const before = process.cpuUsage();
			await drive(seconds * 1000);
			const { user, system } = process.cpuUsage(before);
			isMeasuring = false;
			const deadline = performance.now() + PATIENCE_MILLISECONDS;
			while (asked.size > 0 && performance.now() < deadline)
				await new Promise((resolve) => setTimeout(resolve, TICK_MILLISECONDS));
			for (const [id, one] of asked) fail(`${id}: ${one.hasResult ? "no update" : "no answer"}`);
			for (const { client } of players) if (client && client.connections > 1) fail("a connection ended");
			return {
				...{ pings, updates, results, shared },
				cpuShare: (user + system) / (seconds * 1e6),
				asked: count + players.length,
				errors: failures,
				examples,
			};
		},
	};
}
