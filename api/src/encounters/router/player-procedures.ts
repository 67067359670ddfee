import { z } from "zod";
import { Refusal } from "../../http/refusal.js";
import type { UserCaller } from "../../http/caller.js";
import { formatCursor } from "../../log/cursor.js";
import type { Encounters, RoomCommand } from "../encounters.js";
import { commandBody, shapes } from "./command-bodies.js";
import { anyId, entityId, mapState, newParticipant, settings } from "./inputs.js";
import { type RoomUpdatesDeps, roomUpdates } from "./room-updates.js";
import { MOST_EVENT_ID } from "./router-limits.js";
import {
	type Addressed,
	actorOf,
	giveCommand,
	givenId,
	leaderFor,
	mustSitToTalk,
	seatFor,
	underOwnId,
} from "./seats.js";
import { type Procedures, router } from "./trpc.js";
import type { CommandTold, QueuedTold } from "./wire.js";

const room = z.strictObject({ roomId: anyId });
/** A command's own id is made up by whoever gives it; without one it is done as often as it comes. */
export const addressed = { roomId: anyId, id: anyId.optional() };

/** Without a map of one's own: open ground. */
const OPEN = { width: 24, height: 24 };

/** What every user may ask of rooms. What is not theirs to do is answered by the room. */
export function playerProcedures({ protectedProcedure }: Procedures, deps: RoomUpdatesDeps) {
	const { encounters } = deps;
	const give = (caller: UserCaller, to: Addressed, body: RoomCommand) =>
		giveAs(encounters, caller, { to, body });

	return router({
		listRooms: protectedProcedure.query(() => encounters.list()),
		room: protectedProcedure.input(room).query(async ({ ctx, input: { roomId } }) => {
			const { viewer } = await seatFor(encounters, roomId, ctx.caller);
			const { cursor, view } = await encounters.look(roomId, viewer);
			const queued = await queuedBy(encounters, roomId, ctx.caller);
			return { viewer, view, cursor: formatCursor(cursor), queued };
		}),
		roomUpdates: protectedProcedure
			.input(room.extend({ lastEventId: z.string().max(MOST_EVENT_ID).nullish() }))
			.subscription(({ ctx: { caller, hasRoom }, input, signal }) =>
				roomUpdates(deps, { ...input, caller, hasRoom, signal: signal ?? new AbortController().signal }),
			),
		createRoom: protectedProcedure
			.input(z.strictObject({ id: anyId.optional(), mapState: mapState.optional(), ...settings }))
			.mutation(({ ctx: { caller }, input: { id, mapState: map = openGround(), ...given } }) =>
				encounters.create({
					...given,
					mapState: map,
					dmId: caller.userId,
					...underOwnId(caller.userId, id),
				}),
			),
		joinRoom: protectedProcedure
			.input(z.strictObject({ ...addressed, participant: newParticipant.optional() }))
			.mutation(({ ctx: { caller }, input: { participant, ...to } }) =>
				participant
					? give(caller, to, {
							type: "addParticipant",
							participant: { userId: caller.userId, ...participant },
						})
					: mustSit(encounters, caller, to),
			),
		leaveRoom: protectedProcedure
			.input(z.strictObject({ ...addressed, entityId: entityId.optional() }))
			.mutation(({ ctx: { caller }, input: { entityId: one, ...to } }) =>
				leave(encounters, caller, { to, entityId: one }),
			),
		takeTurn: protectedProcedure
			.input(z.strictObject({ ...addressed, ...shapes.act }))
			.mutation(({ ctx, input: { action, ...to } }) => give(ctx.caller, to, { type: "act", action })),
		react: protectedProcedure
			.input(z.strictObject({ ...addressed, ...shapes.react }))
			.mutation(({ ctx, input: { action, ...to } }) => give(ctx.caller, to, { type: "react", action })),
		delay: protectedProcedure
			.input(z.strictObject({ ...addressed, ...shapes.delay }))
			.mutation(({ ctx, input: { entityId: one, ...to } }) =>
				give(ctx.caller, to, { type: "delay", entityId: one }),
			),
		reenter: protectedProcedure
			.input(z.strictObject({ ...addressed, ...shapes.reenter }))
			.mutation(({ ctx, input: { entityId: one, ...to } }) =>
				give(ctx.caller, to, { type: "reenter", entityId: one }),
			),
		sendChat: protectedProcedure
			.input(z.strictObject({ ...addressed, ...shapes.chat }))
			.mutation(({ ctx, input: { roomId, id, ...said } }) =>
				give(ctx.caller, { roomId, id }, { type: "chat", ...said }),
			),
		queueAction: protectedProcedure
			.input(z.strictObject({ ...addressed, command: commandBody }))
			.mutation(({ ctx: { caller }, input: { command, ...to } }) =>
				queueFor(encounters, caller, { to, body: command }),
			),
	});
}

function openGround() {
	return { ...OPEN, rows: Array.from({ length: OPEN.height }, () => ".".repeat(OPEN.width)) };
}

interface Given {
	readonly to: Addressed;
	readonly body: RoomCommand;
}

/** Gives a command as the user who gives it. Rejects with Refusal. */
export async function giveAs(
	encounters: Encounters,
	caller: UserCaller,
	{ to, body }: Given,
): Promise<CommandTold> {
	const { viewer, isSeated } = await seatFor(encounters, to.roomId, caller);
	mustSitToTalk(body, isSeated);
	const isInPlaceOfDm = !isSeated && viewer.kind === "dm";
	const by = isInPlaceOfDm ? await leaderFor(encounters, to.roomId, caller) : actorOf(caller, viewer);
	const given = { by, body, ...underOwnId(caller.userId, to.id) };
	return giveCommand(encounters, given, {
		roomId: to.roomId,
		viewerNow: async () => (await seatFor(encounters, to.roomId, caller)).viewer,
	});
}

/** Who was given somebody to play by the DM sits already. */
async function mustSit(
	encounters: Encounters,
	caller: UserCaller,
	{ roomId }: Addressed,
): Promise<CommandTold> {
	const { viewer, isSeated } = await seatFor(encounters, roomId, caller);
	const { cursor: now, view } = await encounters.look(roomId, viewer);
	const cursor = formatCursor(now);
	if (isSeated) return { ok: true, isRepeated: false, cursor };
	const reason = "Nobody here is yours: bring a character, or ask the DM for one.";
	return { ok: false, code: "unknown", reason, isRepeated: false, cursor, view };
}

/** Takes one's characters out, one or all; who has none is out already. */
async function leave(
	encounters: Encounters,
	caller: UserCaller,
	{ to, entityId: one }: { readonly to: Addressed; readonly entityId: string | undefined },
): Promise<CommandTold> {
	const { viewer } = await seatFor(encounters, to.roomId, caller);
	const { cursor, view } = await encounters.look(to.roomId, viewer);
	const mine = Object.values(view.participants).filter(({ userId }) => userId === caller.userId);
	const going = one === undefined ? mine.map((participant) => participant.entityId) : [one];
	let told: CommandTold = { ok: true, isRepeated: going.length === 0, cursor: formatCursor(cursor) };
	for (const entityId of going) {
		// Each under an id of its own: who leaves again under the same one leaves nobody twice.
		const body = { type: "removeParticipant", entityId } as const;
		told = await giveAs(encounters, caller, {
			to: { roomId: to.roomId, id: to.id && `${to.id}/${entityId}` },
			body,
		});
		if (!told.ok) return told;
	}
	return told;
}

/** What waits of a caller, by the ids that they gave it. */
async function queuedBy(
	encounters: Encounters,
	roomId: string,
	{ userId }: UserCaller,
): Promise<readonly QueuedTold[]> {
	const queued = await encounters.queued(roomId, userId);
	return queued.flatMap(({ id: own, body }) => {
		const id = givenId(userId, own);
		return id === undefined ? [] : [{ id, command: body }];
	});
}

async function queueFor(encounters: Encounters, caller: UserCaller, { to, body }: Given): Promise<void> {
	const { viewer, isSeated } = await seatFor(encounters, to.roomId, caller);
	if (!isSeated) throw new Refusal("forbidden", "Only those who are in the room act in it.");
	await encounters.queue(to.roomId, {
		by: actorOf(caller, viewer),
		body,
		...underOwnId(caller.userId, to.id),
	});
}
