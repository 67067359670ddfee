export type {
	ActionRefusalWire,
	ActionResultWire,
	ActionWire,
	ItemWire,
	LocationWire,
	PlayerViewWire,
	QuestUpdateWire,
	QuestWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
export { itemsAt } from "./apply-update.js";
export { CommandFailed } from "./commands.js";
export {
	createExperienceClient,
	type CommandOptions,
	type ExperienceClient,
	type ExperienceClientOptions,
	type ExperienceSnapshot,
	type ExperienceStatus,
} from "./experience-client.js";
export type { TwoWaySocket } from "./experience-session.js";
export type { ExperienceState, Narration, ToldUpdate } from "./experience-state.js";
