export { createChatroomNews, type ChatroomNewsClient, type ChatroomNewsOptions } from "./chatroom-news.js";
export type { ChatroomNews } from "./read-news.js";
export type { SyncStatus } from "../status.js";
