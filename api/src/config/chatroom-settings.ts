import { z } from "zod";
import { rows } from "./setting-rows.js";
import { cron, integer, timeZone, userIds } from "./setting-types.js";

/** Variables of the chatroom, where users' chatlings talk with each other. */
export const chatroomSettings = {
	CHATROOM_CRON: cron.prefault("0 6,18 * * *").register(rows, {
		unit: "cron",
		about: "When all chatlings talk, by minute, hour, day, month and weekday; off: never by themselves.",
	}),
	CHATROOM_TIME_ZONE: timeZone.prefault("UTC").register(rows, {
		unit: "time zone",
		about: "Whose clock CHATROOM_CRON goes by, and the seasons of topics, as in Europe/Berlin.",
	}),
	CHATROOM_SEED: z.string().max(200).prefault("earshot").register(rows, {
		unit: "text",
		about: "What chance starts from: the same seed, slot and chatlings give the same conversations.",
	}),
	CHATROOM_LINES: z.enum(["model", "script"]).prefault("model").register(rows, {
		unit: "model or script",
		about:
			"Who writes what chatlings say: the model behind NPCs, where it is one of MIND_KIND=openai, or nobody but the script.",
	}),
	CHATROOM_BATCH: integer(1, 10_000).optional().register(rows, {
		unit: "users",
		about: "Done in one transaction: so many are done again where a worker dies.",
		fallback: "100; 10 where a model writes the lines",
	}),
	CHATROOM_KEPT_MONTHS: integer(1, 1_200).prefault("12").register(rows, {
		unit: "months",
		about: "Conversations older than so many whole months are let go of, with what was told of them.",
	}),
	CHATROOM_TOPICS: z.string().optional().register(rows, {
		unit: "file",
		about: "What chatlings talk of: JSON, shaped as the file that ships.",
		fallback: "api/chatroom/topics.json, which ships",
	}),
	CHATROOM_DEMO_USERS: userIds.optional().register(rows, {
		unit: "ids",
		about:
			"Users, separated by commas, who are given chatlings and earlier conversations at the start where they have none; refused in production.",
	}),
};
