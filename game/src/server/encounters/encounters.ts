import type { EncounterMessage, EncounterOrder } from "../../shared/remotes/encounter-messages";
import { createRateLimit } from "../../shared/util/rate-limit";
import { urlText } from "../backend/url-text";
import type { Spot } from "../npcs/wander";
import { Notices } from "../state/notices";
import { sameData } from "../state/same-data";
import { Cast } from "./cast";
import { commandOf } from "./commands";
import type { RoomOrder } from "./commands";
import { newEncounterCounters } from "./counters";
import { isGiven } from "./encounter-checks";
import type { EncounterMember } from "./encounter-checks";
import type { EncounterDeps, Encounters } from "./encounter-ports";
import { Errands } from "./errands";
import { Figures } from "./figures";
import type { Figure } from "./figures";
import { createOpenings } from "./openings";
import { Room } from "./room";
import { RoomReader } from "./room-reader";
import { WORDS } from "./wording";

/** Seconds between two looks at what players are shown and where bodies stand: as quick as a glance. */
const LOOK_SECONDS = 0.25;
/** What stands for a text that the filter still has, or does not let through. */
export const HIDDEN = "…";

interface OpenRoom {
	readonly room: Room;
	readonly reader: RoomReader;
}

/** Puts encounters together: who opens them, what players do in them, and what everybody sees of it. */
export function createEncounters(deps: EncounterDeps): Encounters {
	const { config, clock, stage } = deps;
	const counters = newEncounterCounters();
	const lines = { ...deps, counters, notices: new Notices(deps.logger), seconds: clock.seconds };
	const errands = new Errands(lines);
	const limit = createRateLimit({
		burst: config.encounterOrderBurst,
		perMinute: config.encounterOrdersPerMinute,
	});
	const present = new Set<string>();
	const shown = new Map<string, EncounterMessage>();
	const cast = new Cast(deps);
	const figures = new Figures(stage);
	let open: readonly OpenRoom[] = [];
	let nextLook = -math.huge;
	let isClosed = false;
	let closing: { readonly done: (complete: boolean) => void; readonly deadline: number } | undefined;

	const roomOf = (id: string) => open.find(({ room }) => room.has(id));
	const openings = createOpenings({
		...deps,
		errands,
		rooms: () => open.size(),
		isTaken: (id) => roomOf(id) !== undefined,
		onOpened: (userId, roomId, standing) => begin(userId, roomId, standing),
	});

	function begin(userId: string, roomId: string, standing: ReadonlyMap<string, Spot>): void {
		if (isClosed) return;
		const { serverId } = deps;
		const room = new Room({ id: roomId, standing, serverId, cellStuds: config.encounterCellStuds });
		const reader = new RoomReader(lines, {
			roomId,
			lookers: () => lookersOf(room),
			onView: (looker, view) => room.saw(looker, view),
			onGone: () => close(room),
		});
		room.joined.add(userId);
		open = [...open, { room, reader }];
		counters.opened += 1;
		for (const [id] of standing) {
			stage.tell(id, WORDS.opened);
			cast.hold(id);
		}
	}

	/** Those of it who are here, whoever opened it first. */
	function lookersOf(room: Room): readonly string[] {
		const lookers: string[] = [];
		for (const userId of present) if (room.has(userId)) lookers.push(userId);
		return lookers.sort();
	}

	function close(ended: Room): void {
		const rest = open.filter(({ room }) => room !== ended);
		if (rest.size() === open.size()) return;
		for (const { room, reader } of open) if (room === ended) reader.close();
		open = rest;
		counters.closed += 1;
		for (const userId of lookersOf(ended)) stage.tell(userId, WORDS.over);
		keepCast();
	}

	function keepCast(): void {
		const seen = new Set<string>();
		for (const { room } of open) for (const { id } of room.seen()) seen.add(id);
		cast.keep({ isIn: (id) => roomOf(id) !== undefined, isSeen: (id) => seen.has(id) });
		keepFigures();
	}

	/** Whoever has no body in the place has a figure there. */
	function keepFigures(): void {
		const isHere = (id: string) => present.has(id) || deps.isNpc(id) || deps.spotOf(id) !== undefined;
		const wanted = new Map<string, Figure>();
		for (const { room } of open) {
			const [looker] = lookersOf(room);
			const shownName = ({ name }: EncounterMember) =>
				(looker === undefined ? undefined : deps.shownText(looker, name)) ?? HIDDEN;
			for (const figure of room.figures({ isHere, spotOf: deps.spotOf, shownName })) {
				wanted.set(`${room.id}/${figure.entityId}`, figure);
			}
		}
		figures.keep(wanted);
	}

	function give(userId: string, { room, reader }: OpenRoom, order: RoomOrder): void {
		const sight = room.sightOf(userId);
		if (!sight) return stage.tell(userId, WORDS.notIn);
		const command = commandOf(order, { ...sight, userId, isJoined: room.joined.has(userId) });
		if (typeIs(command, "string")) return stage.tell(userId, command);
		counters.commands += 1;
		errands.add({
			userId,
			path: `/v1/encounters/${urlText(room.id)}/commands`,
			body: { id: deps.newId(), user_id: userId, command },
			isExpected: isGiven,
			onEnd: (answer) => {
				reader.want(userId);
				if (answer?.ok === true) counters.done += 1;
				else {
					counters.refused += 1;
					stage.tell(userId, answer?.reason ?? WORDS.refused);
				}
			},
			onTrouble: () => stage.tell(userId, WORDS.away),
		});
	}

	function look(now: number): void {
		for (const { room } of open) {
			if (room.isOver() || lookersOf(room).isEmpty()) {
				close(room);
				continue;
			}
			for (const { id } of room.bodies()) cast.hold(id);
			for (const { id, member } of room.seen()) cast.mark(id, member);
			for (const { id, goal } of room.walks(deps, now)) stage.walk(id, goal);
		}
		keepCast();
		for (const userId of present) {
			const message = messageFor(userId);
			if (sameData(shown.get(userId), message)) continue;
			shown.set(userId, message);
			stage.show(userId, message);
		}
	}

	function messageFor(userId: string): EncounterMessage {
		const own = roomOf(userId);
		if (!own) return { canOpen: !isClosed && openings.isOffered(userId) };
		const { room, reader } = own;
		const shownText = (text: string) => deps.shownText(userId, text) ?? HIDDEN;
		const isAway = reader.isAway() || errands.isAway();
		return {
			canOpen: false,
			room: room.panel({
				userId,
				isJoined: room.joined.has(userId),
				notice: isAway ? WORDS.away : "",
				nameOf: (member) => deps.nameOf(room.idOf(member)) ?? shownText(member.name),
				shown: shownText,
			}),
		};
	}

	function obey(userId: string, order: EncounterOrder): void {
		if (order.kind === "open") return openings.open(userId);
		const own = roomOf(userId);
		if (!own) return stage.tell(userId, WORDS.notIn);
		if (order.kind === "lead" || order.kind === "act") return give(userId, own, order);
		own.room.joined.add(userId);
		stage.tell(userId, WORDS.joined);
	}

	function checkClosing(now: number): void {
		if (closing === undefined) return;
		const complete = errands.waiting() === 0;
		if (!complete && now < closing.deadline) return;
		const { done } = closing;
		closing = undefined;
		done(complete);
	}

	return {
		joined: (userId) => present.add(userId),
		left: (userId) => {
			present.delete(userId);
			shown.delete(userId);
			limit.forget(userId);
			for (const { room, reader } of open) {
				room.forget(userId);
				reader.forget(userId);
			}
		},
		ordered: (userId, order) => {
			if (isClosed || !present.has(userId)) return;
			const isFree = errands.waiting(userId) < config.maxEncounterOrders;
			if (isFree && limit.take(userId, clock.seconds())) obey(userId, order);
			else stage.tell(userId, WORDS.tooFast);
		},
		holds: cast.holds,
		step: (now) => {
			checkClosing(now);
			errands.step(now);
			for (const { reader } of open) reader.step(now);
			if (now < nextLook) return;
			nextLook = now + LOOK_SECONDS;
			look(now);
		},
		stats: () => ({ ...counters, rooms: open.size(), waiting: errands.waiting(), held: cast.held() }),
		flush: (done, deadline) => {
			isClosed = true;
			closing = { done, deadline };
		},
		stop: () => {
			isClosed = true;
			for (const { room } of open) close(room);
			errands.close();
		},
	};
}
