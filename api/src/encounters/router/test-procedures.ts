import { z } from "zod";
import type { Encounters } from "../encounters.js";
import type { Disturbances } from "./disturbances.js";
import { anyId } from "./inputs.js";
import { MOST_DELAY_SECONDS, MOST_DISTURBED_SECONDS, MOST_SIMULATED } from "./router-limits.js";
import { seededRandom } from "../../wording/random.js";
import { someAction } from "./simulate.js";
import { SCENARIOS, scenario } from "./test-scenarios.js";
import { type Procedures, router } from "./trpc.js";

/** Whether what is held of a room is what its log leads to. Rejects with Refusal `not_found`. */
export type Validate = (roomId: string) => Promise<{
	readonly isConsistent: boolean;
	/** Of the state that is held. */
	readonly hash: string;
}>;

export interface TestProceduresDeps {
	readonly encounters: Encounters;
	readonly disturbances: Disturbances;
	readonly validate: Validate;
	/** Unix seconds. */
	readonly now: () => number;
}

const MAP = { width: 24, height: 24, rows: Array.from({ length: 24 }, () => ".".repeat(24)) };

const disturbance = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("drop") }),
	z.strictObject({ kind: z.literal("delay"), delaySeconds: z.number().min(0).max(MOST_DELAY_SECONDS) }),
]);

/** What admins try rooms with. Never part of a production service. */
export function testProcedures({ adminProcedure }: Procedures, deps: TestProceduresDeps) {
	const { encounters, disturbances, validate, now } = deps;
	return router({
		createTestInteraction: adminProcedure
			.input(z.strictObject({ scenario: z.enum(SCENARIOS) }))
			.mutation(async ({ ctx: { caller }, input }) => {
				const by = { kind: "dm", userId: caller.userId } as const;
				const title = `Test: ${input.scenario}`;
				const { roomId } = await encounters.create({ title, mapState: MAP, dmId: caller.userId });
				for (const participant of scenario(input.scenario)) {
					await encounters.command(roomId, { by, body: { type: "addParticipant", participant } });
				}
				await encounters.command(roomId, { by, body: { type: "start" } });
				return { roomId };
			}),
		simulatePlayerActions: adminProcedure
			.input(
				z.strictObject({
					roomId: anyId,
					actions: z.int().min(1).max(MOST_SIMULATED),
					seed: z.int().min(0).default(1),
				}),
			)
			.mutation(({ input: { roomId, actions, seed } }) => simulate(encounters, roomId, { actions, seed })),
		injectNetworkErrors: adminProcedure
			.input(
				z.strictObject({
					roomId: anyId,
					disturbance,
					seconds: z.number().min(0).max(MOST_DISTURBED_SECONDS),
				}),
			)
			.mutation(async ({ input }) => {
				await encounters.look(input.roomId, { kind: "watcher" });
				const until = now() + input.seconds;
				disturbances.disturb(input.roomId, input.disturbance, until);
				return { until };
			}),
		validateStateConsistency: adminProcedure
			.input(z.strictObject({ roomId: anyId }))
			.query(({ input }) => validate(input.roomId)),
	});
}

/** Has whoever's turn it is act by chance: players by their own hand, the rest by the DM's. */
async function simulate(
	encounters: Encounters,
	roomId: string,
	{ actions, seed }: { readonly actions: number; readonly seed: number },
) {
	const random = seededRandom(String(seed));
	let [accepted, refused] = [0, 0];
	for (let done = 0; done < actions; done += 1) {
		const { view } = await encounters.look(roomId, { kind: "dm" });
		const next = someAction(view, random);
		if (!next) break;
		const { userId } = next.who;
		const by =
			userId === undefined
				? ({ kind: "dm", userId: view.dmId } as const)
				: ({ kind: "player", userId } as const);
		const { result } = await encounters.command(roomId, { by, body: { type: "act", action: next.action } });
		if (result.ok) accepted += 1;
		else refused += 1;
	}
	return { accepted, refused };
}
