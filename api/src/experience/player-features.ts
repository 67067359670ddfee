import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { RunningDoors } from "../doors/create-doors.js";
import type { Access } from "../http/access.js";
import type { Feature } from "../http/feature.js";
import { createExperienceChannel } from "./channel/experience-socket.js";
import type { Experiences } from "./experience.js";
import { createExperienceStreams } from "./experience-streams.js";

/** Of players who name none: the one that ships. */
const DEFAULT_EXPERIENCE = "wylding-woods";

export interface PlayerFeaturesOptions {
	/** The state, here or elsewhere. */
	readonly experiences: Experiences;
	readonly doors: RunningDoors;
	readonly access: Access;
	/** Unix seconds. */
	readonly now: () => number;
	readonly logger: Logger;
}

/** Players' connections, the same in every role that holds some: the socket, event streams and chat streams. */
export function createPlayerFeatures(options: PlayerFeaturesOptions): readonly Feature[] {
	const { experiences, doors, access, now, logger } = options;
	const { guards, identities } = access;
	return [
		createExperienceChannel({
			identities,
			door: doors,
			experiences,
			defaultExperience: DEFAULT_EXPERIENCE,
			now,
			newId: randomUUID,
			onFailure: (error, details) =>
				logger.error({ ...details, err: error }, "what a player asked for could not be done"),
		}),
		createExperienceStreams({ experiences, guards, doors, now }),
	];
}
