import type { EncounterMessage, EncounterOrder } from "../../shared/remotes/encounter-messages";
import { createRateLimit } from "../../shared/util/rate-limit";
import type { PlacedEncounterWire } from "../../shared/wire";
import { urlText } from "../backend/url-text";
import { Notices } from "../state/notices";
import { sameData } from "../state/same-data";
import { commandOf } from "./commands";
import type { RoomOrder } from "./commands";
import { newEncounterCounters } from "./counters";
import { isGiven } from "./encounter-checks";
import type { EncounterDeps, Encounters } from "./encounter-ports";
import { Errands } from "./errands";
import type { OpenRoom } from "./open-rooms";
import { OpenRooms } from "./open-rooms";
import { createOpenings } from "./openings";
import { idOf } from "./room";
import { RoomFinder } from "./room-finder";
import { HIDDEN, WORDS } from "./wording";

/** Seconds between two looks at what players are shown and where bodies stand: as quick as a glance. */
const LOOK_SECONDS = 0.25;

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
	const finder = new RoomFinder(lines, (listed) => found(listed));
	const rooms = new OpenRooms(lines, present, (room) => {
		counters.closed += 1;
		if (room.isOver()) over = [...over, room.id];
	});
	/** Rooms that are over, as long as an answer that is older may still name them. */
	let over: readonly string[] = [];
	/** Rooms whose players were told that they have to wait. */
	let waiting: readonly string[] = [];
	let nextLook = -math.huge;
	let isClosed = false;
	let isStopped = false;
	let closing: { readonly done: (complete: boolean) => void; readonly deadline: number } | undefined;

	const openings = createOpenings({
		...deps,
		errands,
		rooms: () => rooms.all().size(),
		isTaken: (id) => rooms.of(id) !== undefined,
		onOpened: (opened, members) => {
			if (!isClosed && rooms.begin(opened, members, WORDS.opened)) counters.opened += 1;
		},
	});

	/** Rooms of this world: those whose players are here go on here, whoever opened them wherever. */
	function found(listed: readonly PlacedEncounterWire[]): void {
		const isListed = (id: string) => listed.some(({ room_id: each }) => each === id);
		over = over.filter(isListed);
		waiting = waiting.filter(isListed);
		for (const room of listed) {
			const { room_id: id, dm_user_id: dmId, user_ids: userIds } = room;
			if (isClosed || over.includes(id) || rooms.has(id) || !deps.mayOpen(dmId)) continue;
			const isFree = (userId: string) => !rooms.of(userId) && !openings.isOpening(userId);
			const here = new Set([dmId, ...userIds].filter((userId) => present.has(userId) && isFree(userId)));
			if (here.isEmpty()) continue;
			if (openings.isFull()) {
				if (waiting.includes(id)) continue;
				waiting = [...waiting, id];
				for (const userId of here) stage.tell(userId, WORDS.waits);
			} else if (rooms.begin(room, here, WORDS.found)) counters.found += 1;
		}
	}

	function give(userId: string, { room, reader }: OpenRoom, order: RoomOrder): void {
		const view = room.viewOf(userId);
		if (!view) return stage.tell(userId, WORDS.notIn);
		const { ground } = room;
		const command = commandOf(order, { userId, view, ground, isJoined: room.isJoined(userId) });
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
		rooms.look(now);
		for (const userId of present) {
			const message = messageFor(userId);
			if (sameData(shown.get(userId), message)) continue;
			shown.set(userId, message);
			stage.show(userId, message);
		}
	}

	function messageFor(userId: string): EncounterMessage {
		const own = rooms.of(userId);
		if (!own) return { canOpen: !isClosed && openings.isOffered(userId) };
		const { room, reader } = own;
		const shownText = (text: string) => deps.shownText(userId, text) ?? HIDDEN;
		const isAway = reader.isAway() || errands.isAway();
		return {
			canOpen: false,
			room: room.panel({
				userId,
				notice: isAway ? WORDS.away : "",
				nameOf: (member) => deps.nameOf(idOf(member)) ?? shownText(member.name),
				shown: shownText,
			}),
		};
	}

	function obey(userId: string, order: EncounterOrder): void {
		if (order.kind === "open") return openings.open(userId);
		const own = rooms.of(userId);
		if (!own) return stage.tell(userId, WORDS.notIn);
		if (order.kind === "lead" || order.kind === "act") return give(userId, own, order);
		own.room.join(userId);
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
		joined: (userId) => {
			present.add(userId);
			// Others of it were here before, or the world has one that is not known here.
			if (rooms.of(userId)) stage.tell(userId, WORDS.found);
			else finder.want();
		},
		left: (userId) => {
			present.delete(userId);
			shown.delete(userId);
			limit.forget(userId);
			rooms.forget(userId);
		},
		ordered: (userId, order) => {
			if (isClosed || !present.has(userId)) return;
			const isFree = errands.waiting(userId) < config.maxEncounterOrders;
			if (isFree && limit.take(userId, clock.seconds())) obey(userId, order);
			else stage.tell(userId, WORDS.tooFast);
		},
		holds: (npcId) => rooms.holds(npcId),
		step: (now) => {
			if (isStopped) return;
			errands.step(now);
			for (const { reader } of rooms.all()) reader.step(now);
			if (!isClosed && !present.isEmpty() && config.encounterOpeners !== "nobody") finder.step(now);
			if (now >= nextLook) {
				nextLook = now + LOOK_SECONDS;
				look(now);
			}
			// Whoever hears that all was told may stop everything at once.
			checkClosing(now);
		},
		stats: () => ({ ...counters, rooms: rooms.all().size(), waiting: errands.waiting(), held: rooms.held() }),
		flush: (done, deadline) => {
			isClosed = true;
			closing = { done, deadline };
		},
		stop: () => {
			isClosed = true;
			isStopped = true;
			rooms.closeAll();
			finder.close();
			errands.close();
		},
	};
}
