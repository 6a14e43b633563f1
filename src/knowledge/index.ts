import { apolloClient } from "./http/apollo-client.js";
import { axiosRetry } from "./http/axios-retry.js";
import { axios } from "./http/axios.js";
import { bent } from "./http/bent.js";
import { crossFetch } from "./http/cross-fetch.js";
import { eventsource } from "./http/eventsource.js";
import { fetch } from "./http/fetch.js";
import { got } from "./http/got.js";
import { graphqlRequest } from "./http/graphql-request.js";
import { ky } from "./http/ky.js";
import { needle } from "./http/needle.js";
import { nodeFetch } from "./http/node-fetch.js";
import { nodeHttp, nodeHttps } from "./http/node-http.js";
import { ofetch } from "./http/ofetch.js";
import { phin } from "./http/phin.js";
import { request } from "./http/request.js";
import { superagent } from "./http/superagent.js";
import { trpcClient } from "./http/trpc-client.js";
import { undici } from "./http/undici.js";
import { urql } from "./http/urql.js";
import { wretch } from "./http/wretch.js";
import { ws } from "./http/ws.js";
import { anthropic } from "./cloud/anthropic.js";
import { awsDynamodb } from "./cloud/aws-dynamodb.js";
import { awsSdkV2 } from "./cloud/aws-sdk-v2.js";
import { awsDynamodbClient, awsSdk } from "./cloud/aws-sdk.js";
import { azureCosmos } from "./cloud/azure-cosmos.js";
import { azureKeyVault } from "./cloud/azure-key-vault.js";
import { azureServiceBus } from "./cloud/azure-service-bus.js";
import { azureStorageBlob } from "./cloud/azure-storage-blob.js";
import { firebaseAdmin } from "./cloud/firebase-admin.js";
import { firestore } from "./cloud/firestore.js";
import { googlePubsub } from "./cloud/google-pubsub.js";
import { googleStorage } from "./cloud/google-storage.js";
import { nodemailer } from "./cloud/nodemailer.js";
import { octokit } from "./cloud/octokit.js";
import { openai } from "./cloud/openai.js";
import { sendgrid } from "./cloud/sendgrid.js";
import { slack } from "./cloud/slack.js";
import { stripe } from "./cloud/stripe.js";
import { supabase } from "./cloud/supabase.js";
import { twilio } from "./cloud/twilio.js";
import { betterSqlite3 } from "./data/better-sqlite3.js";
import { cassandraDriver } from "./data/cassandra-driver.js";
import { drizzle } from "./data/drizzle.js";
import { elasticsearch } from "./data/elasticsearch.js";
import { ioredis } from "./data/ioredis.js";
import { knex } from "./data/knex.js";
import { level } from "./data/level.js";
import { mongodb } from "./data/mongodb.js";
import { mongoose } from "./data/mongoose.js";
import { mysql } from "./data/mysql.js";
import { mysql2 } from "./data/mysql2.js";
import { neo4jDriver } from "./data/neo4j-driver.js";
import { opensearch } from "./data/opensearch.js";
import { pg } from "./data/pg.js";
import { postgres } from "./data/postgres.js";
import { prisma } from "./data/prisma.js";
import { redis } from "./data/redis.js";
import { sequelize } from "./data/sequelize.js";
import { typeorm } from "./data/typeorm.js";
import { connect } from "./rpc/connect.js";
import { grpc } from "./rpc/grpc.js";
import { niceGrpc } from "./rpc/nice-grpc.js";
import { amqplib } from "./queue/amqplib.js";
import { bullmq } from "./queue/bullmq.js";
import { kafkajs } from "./queue/kafkajs.js";
import { nats } from "./queue/nats.js";
import { asyncLock } from "./sync/async-lock.js";
import { asyncMutex } from "./sync/async-mutex.js";
import { asyncRetry } from "./sync/async-retry.js";
import { asyncSema } from "./sync/async-sema.js";
import { bottleneck } from "./sync/bottleneck.js";
import { pLimit } from "./sync/p-limit.js";
import { pMap } from "./sync/p-map.js";
import { pQueue } from "./sync/p-queue.js";
import { pRetry } from "./sync/p-retry.js";
import { pTimeout } from "./sync/p-timeout.js";
import { properLockfile } from "./sync/proper-lockfile.js";
import { redlock } from "./sync/redlock.js";
import { webLocks } from "./sync/web-locks.js";
import { bunyan } from "./observe/bunyan.js";
import { consola } from "./observe/consola.js";
import { console, nodeConsole } from "./observe/console.js";
import { hotShots } from "./observe/hot-shots.js";
import { opentelemetry } from "./observe/opentelemetry.js";
import { pino } from "./observe/pino.js";
import { promClient } from "./observe/prom-client.js";
import { winston } from "./observe/winston.js";
import { childProcess } from "./node/child-process.js";
import { cluster } from "./node/cluster.js";
import { crypto } from "./node/crypto.js";
import { dns } from "./node/dns.js";
import { dom } from "./node/dom.js";
import { ecmascript } from "./node/ecmascript.js";
import { events } from "./node/events.js";
import { fs, fsPromises } from "./node/fs.js";
import { net, tls } from "./node/net.js";
import { nodeProcess, processGlobal } from "./node/process.js";
import { readline } from "./node/readline.js";
import { stream, streamPromises } from "./node/stream.js";
import { timersPromises } from "./node/timers-promises.js";
import { timers, timerGlobals } from "./node/timers.js";
import { workerThreads } from "./node/worker-threads.js";
import { zlib } from "./node/zlib.js";
import { cron } from "./framework/cron.js";
import { croner } from "./framework/croner.js";
import { express } from "./framework/express.js";
import { fastify } from "./framework/fastify.js";
import { hono } from "./framework/hono.js";
import { jest, jestGlobals } from "./framework/jest.js";
import { koa } from "./framework/koa.js";
import { mocha, mochaGlobals } from "./framework/mocha.js";
import { nestCore, nestCommon } from "./framework/nest.js";
import { nodeCron } from "./framework/node-cron.js";
import { nodeSchedule } from "./framework/node-schedule.js";
import { nodeTest } from "./framework/node-test.js";
import { react } from "./framework/react.js";
import { tanstackQuery } from "./framework/tanstack-query.js";
import { vitest, vitestGlobals } from "./framework/vitest.js";
import { vue } from "./framework/vue.js";
import type { Library } from "./library.js";

/** Everything that is known, in the order in which it is asked: of two facts about one global call the first holds. */
export const libraries: readonly Library[] = [
  apolloClient,
  axiosRetry,
  axios,
  bent,
  crossFetch,
  eventsource,
  fetch,
  got,
  graphqlRequest,
  ky,
  needle,
  nodeFetch,
  nodeHttp,
  nodeHttps,
  ofetch,
  phin,
  request,
  superagent,
  trpcClient,
  undici,
  urql,
  wretch,
  ws,
  anthropic,
  awsDynamodb,
  awsSdkV2,
  awsDynamodbClient,
  awsSdk,
  azureCosmos,
  azureKeyVault,
  azureServiceBus,
  azureStorageBlob,
  firebaseAdmin,
  firestore,
  googlePubsub,
  googleStorage,
  nodemailer,
  octokit,
  openai,
  sendgrid,
  slack,
  stripe,
  supabase,
  twilio,
  betterSqlite3,
  cassandraDriver,
  drizzle,
  elasticsearch,
  ioredis,
  knex,
  level,
  mongodb,
  mongoose,
  mysql,
  mysql2,
  neo4jDriver,
  opensearch,
  pg,
  postgres,
  prisma,
  redis,
  sequelize,
  typeorm,
  connect,
  grpc,
  niceGrpc,
  amqplib,
  bullmq,
  kafkajs,
  nats,
  asyncLock,
  asyncMutex,
  asyncRetry,
  asyncSema,
  bottleneck,
  pLimit,
  pMap,
  pQueue,
  pRetry,
  pTimeout,
  properLockfile,
  redlock,
  webLocks,
  bunyan,
  consola,
  console,
  nodeConsole,
  hotShots,
  opentelemetry,
  pino,
  promClient,
  winston,
  childProcess,
  cluster,
  crypto,
  dns,
  dom,
  ecmascript,
  events,
  fs,
  fsPromises,
  net,
  tls,
  nodeProcess,
  processGlobal,
  readline,
  stream,
  streamPromises,
  timersPromises,
  timers,
  timerGlobals,
  workerThreads,
  zlib,
  cron,
  croner,
  express,
  fastify,
  hono,
  vitest,
  vitestGlobals,
  jest,
  jestGlobals,
  koa,
  mocha,
  mochaGlobals,
  nestCore,
  nestCommon,
  nodeCron,
  nodeSchedule,
  nodeTest,
  react,
  tanstackQuery,
  vue,
];
