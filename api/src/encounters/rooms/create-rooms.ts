import { Refusal } from "../../http/refusal.js";
import type { FoldedTopic } from "../../log/folded-topic.js";
import { createTopicFamily } from "../../log/topic-family.js";
import { commandKey } from "./command-key.js";
import { createRoomMaker, isRoomId } from "./create-room.js";
import type { CommandAnswer, RoomCommand } from "../encounters.js";
import type { Command, CommandBody } from "../engine/commands.js";
import { project } from "../engine/project.js";
import { planEntry } from "../engine/replay.js";
import { emptyState, type GameState } from "../engine/state.js";
import { eraseUser } from "./erase-user.js";
import { createFollowers } from "./follow-rooms.js";
import { readable } from "./readable.js";
import { readSteps } from "./read-steps.js";
import { kept, type KeptEntry, roomFold, type RoomState, roomTopic } from "./room-fold.js";
import { createRoomList } from "./room-list.js";
import { ROOMS_KNOWN } from "./room-limits.js";
import type { Rooms, RoomsDeps, TimedCommand } from "./rooms.js";
import { viewerIn } from "./viewers.js";

type Room = FoldedTopic<RoomState, KeptEntry>;

/** Rooms over a log. Whoever else has rooms over it has the same ones. */
export function createRooms(deps: RoomsDeps): Rooms {
	const { log, now, onEntry } = deps;
	const followers = createFollowers(log);
	const rooms = createTopicFamily({
		...deps,
		fold: roomFold,
		topicOf: roomTopic,
		index: { topic: "rooms", capacity: ROOMS_KNOWN },
		onOpen: (roomId, { state }) => {
			if (isThere(state)) onEntry?.(roomId, undefined, state.game);
		},
		onFold: (roomId, entry, room) => {
			followers.folded(roomId, entry, room);
			if (isThere(room)) onEntry?.(roomId, entry, room.game);
		},
	});
	const maker = createRoomMaker(rooms, deps);
	const listed = createRoomList(rooms, deps);

	/** As it is now. */
	const open = async (roomId: string): Promise<Room> => {
		if (!isRoomId(roomId)) throw notFound();
		const room = await readable(rooms.open(roomId));
		mustBe(room.state);
		return room;
	};

	/** What a command means to the rules: the past that an undo names is found in the log. */
	const bodyOf = async (roomId: string, body: RoomCommand): Promise<CommandBody> => {
		if (body.type !== "undo") return body;
		const { epoch } = (await open(roomId)).cursor();
		const isPlace = Number.isSafeInteger(body.to) && body.to > 0;
		const after = { epoch, offset: body.to - 1 };
		const steps = isPlace ? await readable(readSteps(log, { roomId, after, count: 1 })) : [];
		// Nothing goes back to before the beginning: it is refused like any other place that is not there.
		const past = steps.find(({ cursor }) => cursor.offset === body.to)?.after ?? emptyState();
		return { type: "undo", to: past.revision, past };
	};

	/** Undefined where the room is not to have it as it is, and did not have it before. */
	const offer = async (
		roomId: string,
		{ id, by, body, at = now() }: TimedCommand,
		isFor: (game: GameState) => boolean,
	): Promise<CommandAnswer | undefined> => {
		// Whatever is in memory is a room.
		if (!rooms.has(roomId)) await open(roomId);
		const given = await bodyOf(roomId, body);
		const planned = rooms.write<CommandAnswer | undefined>(roomId, (room) => {
			mustBe(room);
			const command: Command = {
				...given,
				by,
				// The clocks of those who serve a room may differ.
				at: Math.max(at, room.game.timestamp),
				...(id !== undefined && { id: commandKey(by, id) }),
			};
			const { result, entry } = planEntry(room.game, command);
			if (entry && !isFor(room.game)) return { entries: [], result: undefined };
			const entries = entry ? [kept(room, entry)] : [];
			const cursor = { ...room.at, offset: room.at.offset + entries.length };
			const answer: CommandAnswer = { result, isRepeated: !entry && id !== undefined, cursor };
			return { entries, result: answer };
		});
		return readable(planned);
	};

	const give: Rooms["give"] = async (roomId, given) => (await offer(roomId, given, () => true))!;

	return {
		create: (room) => readable(maker.create(room)),
		list: () => readable(listed.list()),
		inWorld: (worldId) => readable(listed.inWorld(worldId)),
		ids: () => readable(rooms.list()),
		viewerOf: async (roomId, userId) => viewerIn((await open(roomId)).state.game, userId),
		look: async (roomId, viewer) => {
			const { at, game } = (await open(roomId)).state;
			return { cursor: at, view: project(game, viewer) };
		},
		state: async (roomId) => (await open(roomId)).state.game,
		command: give,
		give,
		giveUnlessPaused: (roomId, given) => offer(roomId, given, ({ status }) => status !== "paused"),
		follow: async function* (roomId, viewer, following) {
			yield* followers.follow({ ...following, roomId, room: await open(roomId), viewer });
		},
		eraseUser: async (userId, others) =>
			eraseUser(rooms, deps, { userId, roomIds: new Set([...(await rooms.list()), ...others]) }),
		followers: followers.count,
		held: async () => {
			const held = await rooms.held();
			return held
				.filter(([, { state }]) => isThere(state))
				.map(([roomId, { state }]) => ({ roomId, state: state.game }));
		},
		releaseIdle: async (seconds) => {
			for (const roomId of followers.rooms()) await rooms.open(roomId);
			await rooms.releaseIdle(seconds);
		},
		close: async () => {
			followers.close();
			maker.stop();
			await rooms.close();
		},
	};
}

/** A name is known before its room is. */
function isThere({ game }: Readonly<RoomState>): boolean {
	return game.interactionId !== "";
}

function mustBe(room: Readonly<RoomState>): void {
	if (!isThere(room)) throw notFound();
}

function notFound(): Refusal {
	return new Refusal("not_found", "There is no such room.");
}
