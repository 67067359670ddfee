/** The topic in which a user is told what is other than before in their society. */
export function chatroomTopic(userId: string): string {
	return `chatroom:${userId}`;
}
