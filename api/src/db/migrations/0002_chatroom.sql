ALTER TABLE "experience_outbox" RENAME TO "outbox";--> statement-breakpoint
ALTER TABLE "outbox" RENAME CONSTRAINT "experience_outbox_topic_number_pk" TO "outbox_topic_number_pk";--> statement-breakpoint
CREATE TABLE "chatling_conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" double precision NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"climate" text NOT NULL,
	"participants" jsonb NOT NULL,
	"rare_event" jsonb,
	"read_at" double precision
);
--> statement-breakpoint
CREATE TABLE "chatroom_users" (
	"user_id" text PRIMARY KEY NOT NULL,
	"shard" integer NOT NULL,
	"joined_at" double precision NOT NULL,
	"coins" bigint DEFAULT 0 NOT NULL,
	"friendships" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"said" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"followed_until" double precision DEFAULT 0 NOT NULL,
	"last_number" bigint DEFAULT (extract(epoch from clock_timestamp()) * 1000)::bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation_messages" (
	"conversation_id" text NOT NULL,
	"message_order" integer NOT NULL,
	"created_at" double precision NOT NULL,
	"speaker_id" text NOT NULL,
	"opinion" text NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "conversation_messages_pk" PRIMARY KEY("conversation_id","message_order","created_at")
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
CREATE TABLE "conversation_generation_log" (
	"run_id" text PRIMARY KEY NOT NULL,
	"slot" double precision NOT NULL,
	"day" text NOT NULL,
	"seed" text NOT NULL,
	"started_at" double precision NOT NULL,
	"finished_at" double precision
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" double precision NOT NULL,
	"read_at" double precision
);
--> statement-breakpoint
CREATE TABLE "chatroom_run_shards" (
	"run_id" text NOT NULL,
	"shard" integer NOT NULL,
	"total" integer NOT NULL,
	"done_up_to" text DEFAULT '' NOT NULL,
	"is_done" boolean DEFAULT false NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	"talked" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"ran_away" integer DEFAULT 0 NOT NULL,
	"leased_until" double precision DEFAULT 0 NOT NULL,
	"lease" text DEFAULT '' NOT NULL,
	CONSTRAINT "chatroom_run_shards_run_id_shard_pk" PRIMARY KEY("run_id","shard")
);
--> statement-breakpoint
CREATE TABLE "runaway_chatlings" (
	"user_id" text NOT NULL,
	"creature_id" text NOT NULL,
	"chatling" jsonb NOT NULL,
	"recovery_difficulty" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ran_at" double precision NOT NULL,
	CONSTRAINT "runaway_chatlings_user_id_creature_id_pk" PRIMARY KEY("user_id","creature_id")
);
--> statement-breakpoint
CREATE TABLE "trending_topics" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"season_from" text,
	"season_to" text,
	"since" double precision NOT NULL,
	"until" double precision
);
--> statement-breakpoint
CREATE TABLE "user_rewards" (
	"user_id" text NOT NULL,
	"creature_id" text NOT NULL,
	"name" text NOT NULL,
	"personality" text NOT NULL,
	"likes" text[] NOT NULL,
	"dislikes" text[] NOT NULL,
	"mood_status" text DEFAULT 'neutral' NOT NULL,
	"unhappy_count" integer DEFAULT 0 NOT NULL,
	"is_meditating" boolean DEFAULT false NOT NULL,
	"is_in_team" boolean DEFAULT false NOT NULL,
	CONSTRAINT "user_rewards_user_id_creature_id_pk" PRIMARY KEY("user_id","creature_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "chatling_conversations_run" ON "chatling_conversations" USING btree ("run_id","user_id");--> statement-breakpoint
CREATE INDEX "chatling_conversations_user" ON "chatling_conversations" USING btree ("user_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "chatroom_users_shard" ON "chatroom_users" USING btree ("shard","user_id");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "user_rewards_mood" ON "user_rewards" USING btree ("user_id","mood_status");