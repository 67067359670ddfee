CREATE TABLE "chatroom_gifts" (
	"user_id" text NOT NULL,
	"gift_id" text NOT NULL,
	"given_at" double precision NOT NULL,
	CONSTRAINT "chatroom_gifts_user_id_gift_id_pk" PRIMARY KEY("user_id","gift_id")
);
