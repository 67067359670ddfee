import { describeConfig } from "../../src/config/settings.js";

/** The roles that are processes of their own. */
export const ROLES = ["api", "session", "worker"];

/** Every variable that is read, by name. */
export const SETTINGS = new Map(describeConfig().map((row) => [row.name, row]));

/** Where every role listens. */
export const PORT = 3000;

/** Values that stand in no file, as an operator would give them. */
export const GIVEN: Readonly<Record<string, string>> = {
	REDIS_URL: "redis://redis:6379",
	NATS_URL: "nats://nats:4222",
	DATABASE_URL: "postgres://earshot:secret@postgres:5432/earshot",
	GAME_API_KEY: "a long random text",
	JWT_SECRET: "a random text of thirty-two bytes or more",
	POSTGRES_PASSWORD: "letters",
};
