import type { Feature } from "../../http/feature.js";
import type { UserDataHolder } from "../../erasure/erasure.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import type { Chatling } from "../core/society.js";
import { createSocietyChanges } from "./change-society.js";
import { createSocietyErasure, type SocietyErasureDeps } from "./erase-society.js";
import { readCollections } from "./society-rows.js";
import { createSocietyRoutes, type SocietyRoutesDeps } from "./society-routes.js";

export interface SocietyDeps extends Omit<SocietyRoutesDeps, "changes">, SocietyErasureDeps {
	/** Tells what was saved. Resolves when it is told, or left for later. */
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
}

/** Users' societies between runs. */
export interface SocietyFeature {
	readonly features: readonly Feature[];
	readonly userData: UserDataHolder;
	/** Users' collections, each in the order of ids; empty of those who have none, and without those who ran away. */
	readonly chatlingsOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Chatling[]>>;
}

/** What users and games do with societies, over the tables that runs change too. */
export function createSociety(deps: SocietyDeps): SocietyFeature {
	const { calls } = deps;
	return {
		features: [createSocietyRoutes({ ...deps, changes: createSocietyChanges(deps) })],
		userData: createSocietyErasure(deps),
		chatlingsOf: (userIds) => calls.run((sql) => readCollections(sql, userIds)),
	};
}
