import { parseArgs } from "node:util";
import { seedDatabase } from "../api/src/chatroom/seeds/seed-database.js";
import { progressLine } from "../api/src/chatroom/schedule/run-watch.js";
import { loadTopics } from "../api/src/chatroom/topics/topic-file.js";
import { ConfigError, loadConfig } from "../api/src/config/config.js";
import { DatabaseError } from "../api/src/db/database-error.js";
import { demoUsers } from "./lib/demo-users.js";
import { fromRoot } from "./lib/paths.js";

const USAGE = `Usage: npm run seed -- [--users <ids>]
  --users    ids of users, separated by commas, who are given chatlings and earlier conversations
             (default: demo, and the first four players of a headless place)
The database is that of the backend's settings (DATABASE_URL, or DATA_DIR, whose backend must not run).`;

function readUsers(args: readonly string[]): readonly string[] {
	const { values } = parseArgs({ args: [...args], options: { users: { type: "string" } } });
	const { chatroom } = loadConfig({ ...process.env, CHATROOM_DEMO_USERS: values.users ?? demoUsers(4) });
	return chatroom.demoUsers;
}

/** `npm run seed`: topics, and users with chatlings that have talked, in a database that a backend is to begin with. */
export async function main(args: readonly string[]): Promise<number> {
	try {
		const userIds = readUsers(args);
		const config = loadConfig(process.env);
		const topics = await loadTopics(config.chatroom.topicsFile ?? fromRoot("api", "chatroom", "topics.json"));
		const added = await seedDatabase({
			config,
			topics,
			userIds,
			now: () => Date.now() / 1000,
			report: (message) => console.error(message),
			onProgress: (run) => console.log(progressLine(run)),
		});
		console.log(`${added} of ${userIds.length} users are new; the others have what they had.`);
		return 0;
	} catch (error) {
		if (error instanceof ConfigError || error instanceof DatabaseError) console.error(error.message);
		else if (error instanceof TypeError) console.error(`${error.message}\n\n${USAGE}`);
		else throw error;
		return 1;
	}
}
