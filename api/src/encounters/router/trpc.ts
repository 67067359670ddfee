import { initTRPC } from "@trpc/server";
import { type UserCaller, isAdmin } from "../../http/caller.js";
import { Refusal } from "../../http/refusal.js";
import { BEAT_MS } from "./router-limits.js";
import { asTrpcError, detailsOf, messageOf } from "./trpc-errors.js";
import type { UserRates } from "./user-rates.js";

/** What a call brings along, through whichever transport. */
export interface CallContext {
	/** The user by their token. Rejects with Refusal. */
	readonly identify: () => Promise<UserCaller>;
	/** Resolves when the connection takes more, so that what is not taken is not piled up. */
	readonly hasRoom: () => Promise<void>;
}

/** Three beats that did not come: whoever follows a stream takes it for dead. */
const SILENT_BEATS = 3;

const t = initTRPC.context<CallContext>().create({
	isDev: false,
	sse: {
		ping: { enabled: true, intervalMs: BEAT_MS },
		client: { reconnectAfterInactivityMs: SILENT_BEATS * BEAT_MS },
	},
	errorFormatter: ({ shape, error }) => ({
		...shape,
		message: messageOf(error),
		data: { ...shape.data, ...detailsOf(error) },
	}),
});

export const { router, mergeRouters } = t;

/** The procedures that others are made of. */
export function createProcedures(rates: UserRates) {
	const answered = t.procedure.use(async ({ next }) => {
		const result = await next();
		if (result.ok) return result;
		throw asTrpcError(result.error);
	});
	const protectedProcedure = answered.use(async ({ ctx, next }) => {
		const caller = await ctx.identify();
		rates.count(caller.userId);
		return next({ ctx: { caller } });
	});
	const adminProcedure = protectedProcedure.use(({ ctx, next }) => {
		if (isAdmin(ctx.caller)) return next();
		throw new Refusal("forbidden", "This needs the role admin.");
	});
	return { protectedProcedure, adminProcedure };
}

export type Procedures = ReturnType<typeof createProcedures>;
