import { fileURLToPath } from "node:url";

/** The file of topics that ships. */
export const SHIPPED_TOPICS = fileURLToPath(new URL("../../../../chatroom/topics.json", import.meta.url));
