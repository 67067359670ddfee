import { type DmProceduresDeps, dmProcedures } from "./dm-procedures.js";
import { playerProcedures } from "./player-procedures.js";
import type { RoomUpdatesDeps } from "./room-updates.js";
import { type TestProceduresDeps, testProcedures } from "./test-procedures.js";
import { createProcedures, mergeRouters } from "./trpc.js";

export type RouterDeps = RoomUpdatesDeps & DmProceduresDeps;

/** What rooms are asked through tRPC, over any transport. */
export function createEncounterRouter(deps: RouterDeps) {
	const procedures = createProcedures(deps.rates);
	return mergeRouters(playerProcedures(procedures, deps), dmProcedures(procedures, deps));
}

/** The same with what admins try rooms with: in production nothing of that is there at all. */
export function createTestableRouter(deps: RouterDeps & TestProceduresDeps) {
	return mergeRouters(createEncounterRouter(deps), testProcedures(createProcedures(deps.rates), deps));
}

/** For clients that are typed by it; those of a production service find no test procedures. */
export type EncounterRouter = ReturnType<typeof createTestableRouter>;
