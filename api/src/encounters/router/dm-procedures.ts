import { z } from "zod";
import type { Encounters, RoomCommand } from "../encounters.js";
import type { Actor } from "../engine/commands.js";
import { openFromCluster, clusterOrder, type ClusterOf } from "./open-from-cluster.js";
import { shapes } from "./command-bodies.js";
import { anyId } from "./inputs.js";
import { addressed } from "./player-procedures.js";
import { type Addressed, giveCommand, leaderFor, underOwnId } from "./seats.js";
import { type Procedures, router } from "./trpc.js";

export interface DmProceduresDeps {
	readonly encounters: Encounters;
	readonly clusterOf: ClusterOf;
}

/** What the DM of a room may do in it, and an admin in their place. */
export function dmProcedures(
	{ protectedProcedure }: Procedures,
	{ encounters, clusterOf }: DmProceduresDeps,
) {
	const dmOnlyProcedure = protectedProcedure
		.input(z.object({ roomId: anyId }))
		.use(async ({ ctx, input, next }) =>
			next({ ctx: { leader: await leaderFor(encounters, input.roomId, ctx.caller) } }),
		);
	const give = (
		{ caller, leader }: { readonly caller: { readonly userId: string }; readonly leader: Actor },
		{ roomId, id }: Addressed,
		body: RoomCommand,
	) =>
		giveCommand(
			encounters,
			{ by: leader, body, ...underOwnId(caller.userId, id) },
			{ roomId, viewerNow: () => ({ kind: "dm" }) },
		);

	return router({
		openFromCluster: protectedProcedure
			.input(z.strictObject({ id: anyId.optional(), ...clusterOrder }))
			.mutation(({ ctx: { caller }, input: { id, ...order } }) =>
				openFromCluster(
					{ encounters, clusterOf },
					{ ...order, dmId: caller.userId, ...underOwnId(caller.userId, id) },
				),
			),
		startInteraction: dmOnlyProcedure
			.input(z.strictObject(addressed))
			.mutation(({ ctx, input }) => give(ctx, input, { type: "start" })),
		pauseInteraction: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.pause }))
			.mutation(({ ctx, input: { roomId, id, ...why } }) =>
				give(ctx, { roomId, id }, { type: "pause", ...why }),
			),
		resumeInteraction: dmOnlyProcedure
			.input(z.strictObject(addressed))
			.mutation(({ ctx, input }) => give(ctx, input, { type: "resume" })),
		completeInteraction: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.complete }))
			.mutation(({ ctx, input: { roomId, id, ...how } }) =>
				give(ctx, { roomId, id }, { type: "complete", ...how }),
			),
		skipTurn: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.skipTurn }))
			.mutation(({ ctx, input: { roomId, id, ...why } }) =>
				give(ctx, { roomId, id }, { type: "skipTurn", ...why }),
			),
		previousTurn: dmOnlyProcedure
			.input(z.strictObject(addressed))
			.mutation(({ ctx, input }) => give(ctx, input, { type: "previousTurn" })),
		setInitiative: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.setInitiative }))
			.mutation(({ ctx, input: { roomId, id, ...set } }) =>
				give(ctx, { roomId, id }, { type: "setInitiative", ...set }),
			),
		group: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.group }))
			.mutation(({ ctx, input: { roomId, id, ...who } }) =>
				give(ctx, { roomId, id }, { type: "group", ...who }),
			),
		ungroup: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.ungroup }))
			.mutation(({ ctx, input: { seatId, ...to } }) => give(ctx, to, { type: "ungroup", seatId })),
		applyEffect: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.applyEffect }))
			.mutation(({ ctx, input: { entityId, effect, ...to } }) =>
				give(ctx, to, { type: "applyEffect", entityId, effect }),
			),
		setTerrain: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.setTerrain }))
			.mutation(({ ctx, input: { cells, terrain, ...to } }) =>
				give(ctx, to, { type: "setTerrain", cells, terrain }),
			),
		note: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.note }))
			.mutation(({ ctx, input: { text, ...to } }) => give(ctx, to, { type: "note", text })),
		addParticipant: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.addParticipant }))
			.mutation(({ ctx, input: { participant, ...to } }) =>
				give(ctx, to, { type: "addParticipant", participant }),
			),
		removeParticipant: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.removeParticipant }))
			.mutation(({ ctx, input: { entityId, ...to } }) =>
				give(ctx, to, { type: "removeParticipant", entityId }),
			),
		undo: dmOnlyProcedure
			.input(z.strictObject({ ...addressed, ...shapes.undo }))
			.mutation(({ ctx, input: { to: entry, ...to } }) => give(ctx, to, { type: "undo", to: entry })),
	});
}
