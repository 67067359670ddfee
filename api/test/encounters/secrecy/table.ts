import { roomTopic } from "../../../src/encounters/rooms/room-fold.js";
import { pick, type Random } from "../../../src/wording/random.js";
import type { Canaries } from "./canaries.js";
import type { Cast } from "./cast.js";
import { type Answer, bearer, callOf, mutate, query, rest } from "./doors.js";
import { type Drawn, drawCommand } from "./draw-command.js";
import type { Ear } from "./ear.js";
import { nameOf, type Reader } from "./sieve.js";
import type { Sightings, Stretch } from "./sightings.js";
import type { ToldService } from "./told-service.js";

export interface TableDeps {
	readonly service: ToldService;
	readonly random: Random;
	readonly canaries: Canaries;
	readonly cast: Cast;
	readonly roomId: string;
	readonly sightings: Sightings;
	readonly ear: Ear;
	readonly pace: (name: string) => Promise<void>;
	readonly tokenOf: (userId: string) => Promise<string>;
	/** Of all rooms, by the test's names of them: how far each is known. */
	readonly places: () => ReadonlyMap<string, number>;
	/** As far as each has come. */
	readonly heads: () => Promise<ReadonlyMap<string, number>>;
}

/** A room that is played through every door, and asked for what is not told. */
export interface Table {
	/** One command of somebody's, or what is asked for now and then. Resolves when it is answered. */
	readonly step: () => Promise<void>;
	readonly readerOf: (name: string) => Reader;
	/** Whoever gave a command whose answer did not refuse it. */
	readonly counts: () => { readonly commands: number; readonly accepted: number };
}

export function createTable(deps: TableDeps): Table {
	const { service, random, canaries, cast, roomId, sightings, ear, pace, tokenOf } = deps;
	const { room } = cast;
	let [commands, accepted] = [0, 0];
	let asked = 0;

	const readerOf = (name: string): Reader => {
		if (name === cast.dm) return { kind: "dm", userId: name, room };
		return cast.roles.has(name) ? { kind: "mind", entityId: name, room } : { kind: "user", userId: name };
	};

	/** What is answered rests on the room as it was from the question on. */
	const told = async (door: string, reader: Reader, answer: () => Promise<Answer>): Promise<Answer> => {
		await pace(nameOf(reader));
		await sightings.catchUp();
		const from = sightings.offset();
		const given = await answer();
		const { offset: to } = await service.service().log.head(roomTopic(roomId));
		const rooms = new Map<string, Stretch>([[room, { from, to }]]);
		ear.tell({ reader, door, text: given.text, rooms });
		ear.tell({ reader, door: "headers", text: given.headers, rooms, isForeign: true });
		if (given.status >= 500) throw new Error(`${door}: ${given.text}`);
		return given;
	};

	const give = async ({ by, body }: Drawn): Promise<void> => {
		const name = "userId" in by ? by.userId : by.entityId;
		const reader = readerOf(name);
		const id = random() < 0.7 ? canaries.word({ of: "giver", giver: name }) : undefined;
		const onBehalf = async (): Promise<Answer> => {
			const who = "userId" in by ? { user_id: name } : { entity_id: name };
			return rest(service, `/${roomId}/commands`, { ...who, command: body, ...(id !== undefined && { id }) });
		};
		const call = callOf(roomId, { body, id, isDm: name === cast.dm });
		const isForServers = "entityId" in by || random() < 0.25;
		const answer = await told(isForServers ? "rest" : "http", reader, async () => {
			if (isForServers) return onBehalf();
			const headers = bearer(await tokenOf(name));
			// The same again in one batch is done once.
			return mutate(service, headers, random() < 0.2 && id !== undefined ? [call, call] : [call]);
		});
		commands += 1;
		if (/"ok":true/.test(answer.text)) accepted += 1;
	};

	const look = async (): Promise<void> => {
		const name = pick(random, [...cast.players, cast.ghost, cast.npc, `watcher-${room}`])!;
		const reader = readerOf(name);
		if (reader.kind === "mind" || random() < 0.3) {
			const who = reader.kind === "mind" ? `entity_id=${name}` : `user_id=${encodeURIComponent(name)}`;
			await told("rest", reader, () => rest(service, `/${roomId}?${who}`));
			return;
		}
		const headers = bearer(await tokenOf(name));
		const one = { name: "room", input: { roomId } };
		await told("http", reader, () => query(service, headers, random() < 0.5 ? [one] : [one, one]));
	};

	const list = async (): Promise<void> => {
		const name = pick(random, [...cast.players, `watcher-${room}`])!;
		await pace(name);
		const from = new Map(deps.places());
		const answer = await (random() < 0.5
			? query(service, bearer(await tokenOf(name)), [{ name: "listRooms" }])
			: rest(service, ""));
		const to = await deps.heads();
		const rooms = new Map([...to].map(([label, head]) => [label, { from: from.get(label) ?? 0, to: head }]));
		ear.tell({ reader: { kind: "user", userId: name }, door: "list", text: answer.text, rooms });
	};

	/** What a player may try to find somebody hidden by, and what nobody should write where they write it. */
	const probe = async (): Promise<void> => {
		const name = pick(random, cast.players)!;
		const entityId = `hero-${name}`;
		const hidden = pick(random, [...cast.roles.keys()])!;
		const own = canaries.word({ of: "giver", giver: name });
		const position = pick(random, [...cast.roles.values()])!.participant.position;
		const role = cast.roles.get(entityId)!;
		const calls: readonly { readonly name: string; readonly input: unknown }[] = [
			{ name: "takeTurn", input: { roomId, action: { type: "end", entityId: hidden } } },
			{ name: "takeTurn", input: { roomId, action: { type: "move", entityId, position } } },
			{
				name: "takeTurn",
				input: { roomId, action: { type: "attack", entityId, target: hidden, actionId: role.attackIds[1] } },
			},
			{
				name: "takeTurn",
				input: { roomId, action: { type: "cast", entityId, target: hidden, spellId: role.spellIds[0] } },
			},
			{
				name: "takeTurn",
				input: { roomId, action: { type: "interact", entityId, target: hidden, actionId: "help" } },
			},
			{ name: "leaveRoom", input: { roomId, entityId: hidden } },
			{ name: "delay", input: { roomId, entityId: hidden } },
			{
				name: "queueAction",
				input: { roomId, command: { type: "act", action: { type: "end", entityId: hidden } } },
			},
			{
				name: "joinRoom",
				input: {
					roomId,
					participant: { ...role.participant, notes: undefined, entityId: hidden, currentHP: 50 },
				},
			},
			{ name: "undo", input: { roomId, to: 3 } },
			{ name: "takeTurn", input: { roomId, action: { type: own, entityId: own } } },
			{ name: "takeTurn", input: { roomId: own, action: { type: "end", entityId } } },
			{ name: "sendChat", input: { roomId, channel: own, text: own, [own]: own } },
			{ name: "sendChat", input: own },
		];
		const headers = bearer(await tokenOf(name));
		await told("refusals", readerOf(name), () => mutate(service, headers, [pick(random, calls)!]));
	};

	return {
		async step() {
			asked += 1;
			if (asked % 7 === 0) await probe();
			if (asked % 11 === 0) await look();
			if (asked % 17 === 0) await list();
			await sightings.catchUp();
			await give(drawCommand({ random, canaries, cast }, sightings.state()));
		},
		readerOf,
		counts: () => ({ commands, accepted }),
	};
}
