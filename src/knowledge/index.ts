import { apolloClient } from "./http/apollo-client.js";
import { axiosRetry } from "./http/axios-retry.js";
import { axios } from "./http/axios.js";
import { bent } from "./http/bent.js";
import { crossFetch } from "./http/cross-fetch.js";
import { eventsource } from "./http/eventsource.js";
import { fetchRetry } from "./http/fetch-retry.js";
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
import { asyncCacheDedupe } from "./data/async-cache-dedupe.js";
import { betterSqlite3 } from "./data/better-sqlite3.js";
import { cassandraDriver } from "./data/cassandra-driver.js";
import { dataloader } from "./data/dataloader.js";
import { drizzle } from "./data/drizzle.js";
import { elasticsearch } from "./data/elasticsearch.js";
import { ioredis } from "./data/ioredis.js";
import { knex } from "./data/knex.js";
import { level } from "./data/level.js";
import { lruCache } from "./data/lru-cache.js";
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
import { grpc, grpcServices } from "./rpc/grpc.js";
import { niceGrpc } from "./rpc/nice-grpc.js";
import { amqplib } from "./queue/amqplib.js";
import { bullmq } from "./queue/bullmq.js";
import { kafkajs } from "./queue/kafkajs.js";
import { nats } from "./queue/nats.js";
import { asyncLock } from "./sync/async-lock.js";
import { asyncMutex } from "./sync/async-mutex.js";
import { asyncRetry } from "./sync/async-retry.js";
import { asyncSema } from "./sync/async-sema.js";
import { async } from "./sync/async.js";
import { attempt } from "./sync/attempt.js";
import { awaitLock } from "./sync/await-lock.js";
import { bottleneck } from "./sync/bottleneck.js";
import { cockatiel } from "./sync/cockatiel.js";
import { exponentialBackoff } from "./sync/exponential-backoff.js";
import { fastq } from "./sync/fastq.js";
import { opossum } from "./sync/opossum.js";
import { pAll } from "./sync/p-all.js";
import { pLimit } from "./sync/p-limit.js";
import { pMap } from "./sync/p-map.js";
import { pMemoize } from "./sync/p-memoize.js";
import { pQueue } from "./sync/p-queue.js";
import { pRetry } from "./sync/p-retry.js";
import { pThrottle } from "./sync/p-throttle.js";
import { pTimeout } from "./sync/p-timeout.js";
import { piscina } from "./sync/piscina.js";
import { properLockfile } from "./sync/proper-lockfile.js";
import { redlock } from "./sync/redlock.js";
import { retry } from "./sync/retry.js";
import { semaphoreAsyncAwait } from "./sync/semaphore-async-await.js";
import { tsRetryPromise } from "./sync/ts-retry-promise.js";
import { webLocks } from "./sync/web-locks.js";
import { applicationinsights } from "./observe/applicationinsights.js";
import { awsEmbeddedMetrics } from "./observe/aws-embedded-metrics.js";
import { bunyan } from "./observe/bunyan.js";
import { consola } from "./observe/consola.js";
import { console, nodeConsole } from "./observe/console.js";
import { datadogMetrics } from "./observe/datadog-metrics.js";
import { ddTrace } from "./observe/dd-trace.js";
import { debug } from "./observe/debug.js";
import { electronLog } from "./observe/electron-log.js";
import { googleLogging } from "./observe/google-logging.js";
import { hotShots } from "./observe/hot-shots.js";
import { log4js } from "./observe/log4js.js";
import { loglevel } from "./observe/loglevel.js";
import { lynx } from "./observe/lynx.js";
import { measured } from "./observe/measured.js";
import { nestjsPino } from "./observe/nestjs-pino.js";
import { newrelic } from "./observe/newrelic.js";
import { nodeStatsd } from "./observe/node-statsd.js";
import { npmlog } from "./observe/npmlog.js";
import { opentelemetryLogs } from "./observe/opentelemetry-logs.js";
import { opentelemetry } from "./observe/opentelemetry.js";
import { pino } from "./observe/pino.js";
import { powertoolsLogger } from "./observe/powertools-logger.js";
import { powertoolsMetrics } from "./observe/powertools-metrics.js";
import { promClient } from "./observe/prom-client.js";
import { roarr } from "./observe/roarr.js";
import { sentry } from "./observe/sentry.js";
import { signale } from "./observe/signale.js";
import { statsdClient } from "./observe/statsd-client.js";
import { tslog } from "./observe/tslog.js";
import { winston } from "./observe/winston.js";
import { childProcess } from "./node/child-process.js";
import { cluster } from "./node/cluster.js";
import { crypto } from "./node/crypto.js";
import { diagnosticsChannel } from "./node/diagnostics-channel.js";
import { dns } from "./node/dns.js";
import { dom } from "./node/dom.js";
import { ecmascript } from "./node/ecmascript.js";
import { events } from "./node/events.js";
import { execa } from "./node/execa.js";
import { fs, fsPromises } from "./node/fs.js";
import { http2 } from "./node/http2.js";
import { net, tls } from "./node/net.js";
import { nodeProcess, processGlobal } from "./node/process.js";
import { readline } from "./node/readline.js";
import { stream, streamPromises } from "./node/stream.js";
import { timersPromises } from "./node/timers-promises.js";
import { timers, timerGlobals } from "./node/timers.js";
import { workerThreads } from "./node/worker-threads.js";
import { zlib } from "./node/zlib.js";
import { cron } from "./framework/cron.js";
import { cypress } from "./framework/cypress.js";
import { electron } from "./framework/electron.js";
import { croner } from "./framework/croner.js";
import { effect } from "./framework/effect.js";
import { express } from "./framework/express.js";
import { fastify } from "./framework/fastify.js";
import { grammy } from "./framework/grammy.js";
import { hono } from "./framework/hono.js";
import { jest, jestGlobals } from "./framework/jest.js";
import { koa } from "./framework/koa.js";
import { medusa } from "./framework/medusa.js";
import { mocha, mochaGlobals } from "./framework/mocha.js";
import { nestCore, nestCommon, nestSchedule } from "./framework/nest.js";
import { nodeCron } from "./framework/node-cron.js";
import { nodeSchedule } from "./framework/node-schedule.js";
import { nodeTest } from "./framework/node-test.js";
import { playwright } from "./framework/playwright.js";
import { probot } from "./framework/probot.js";
import { puppeteer } from "./framework/puppeteer.js";
import { react } from "./framework/react.js";
import { tanstackQuery } from "./framework/tanstack-query.js";
import { telegraf } from "./framework/telegraf.js";
import { vitest, vitestGlobals } from "./framework/vitest.js";
import { vscode } from "./framework/vscode.js";
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
  fetchRetry,
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
  asyncCacheDedupe,
  betterSqlite3,
  cassandraDriver,
  dataloader,
  drizzle,
  elasticsearch,
  ioredis,
  knex,
  level,
  lruCache,
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
  grpcServices,
  niceGrpc,
  amqplib,
  bullmq,
  kafkajs,
  nats,
  asyncLock,
  asyncMutex,
  asyncRetry,
  asyncSema,
  async,
  attempt,
  awaitLock,
  bottleneck,
  cockatiel,
  exponentialBackoff,
  fastq,
  opossum,
  pAll,
  pLimit,
  pMap,
  pMemoize,
  pQueue,
  pRetry,
  pThrottle,
  pTimeout,
  piscina,
  properLockfile,
  redlock,
  retry,
  semaphoreAsyncAwait,
  tsRetryPromise,
  webLocks,
  applicationinsights,
  awsEmbeddedMetrics,
  bunyan,
  consola,
  console,
  nodeConsole,
  datadogMetrics,
  ddTrace,
  debug,
  electronLog,
  googleLogging,
  hotShots,
  log4js,
  loglevel,
  lynx,
  measured,
  nestjsPino,
  newrelic,
  nodeStatsd,
  npmlog,
  opentelemetryLogs,
  opentelemetry,
  pino,
  powertoolsLogger,
  powertoolsMetrics,
  promClient,
  roarr,
  sentry,
  signale,
  statsdClient,
  tslog,
  winston,
  childProcess,
  cluster,
  crypto,
  diagnosticsChannel,
  dns,
  dom,
  ecmascript,
  events,
  execa,
  fs,
  fsPromises,
  http2,
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
  cypress,
  electron,
  croner,
  effect,
  express,
  fastify,
  grammy,
  hono,
  vitest,
  vitestGlobals,
  jest,
  jestGlobals,
  koa,
  medusa,
  mocha,
  mochaGlobals,
  nestCore,
  nestCommon,
  nestSchedule,
  nodeCron,
  nodeSchedule,
  nodeTest,
  playwright,
  probot,
  puppeteer,
  react,
  tanstackQuery,
  telegraf,
  vscode,
  vue,
];
