using System.Buffers;
using System.Net.Http.Headers;
using Planner.Chat;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Passes one request on to an endpoint and its reply back. A stream is handed on as it comes, but not before its first event, so that what fails until then can be
/// tried elsewhere; one that breaks off, falls silent or ends without saying so is a failure and never the end of a reply.
/// </summary>
internal sealed class Relay(OpenAIEndpoint endpoint, string model, PassedCall call)
{
    private const int FirstBuffer = 16 * 1024;

    // A reply, or a single event of one, that is longer is none.
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly byte[] EndMark = "data: [DONE]\n\n"u8.ToArray();

    private readonly ReplyScan _scan = new(endpoint.Errors, endpoint.Where);

    private InstanceLimits Limits => endpoint.Instance.Limits;

    /// <summary>Passes it on.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<InferenceResult> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.FirstTokenSeconds), endpoint.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var content = new ReadOnlyMemoryContent(call.Body(model, endpoint.LimitOf(model)));
            content.Headers.ContentType = Json;
            using var response = await endpoint.SendAsync(HttpMethod.Post, endpoint.Address.For(call.Operation, model), content, [], stop.Token);
            var isWanted = response.Content.Headers.ContentType?.MediaType == "text/event-stream"
                ? await StreamAsync(response, patience, stop.Token, cancellationToken)
                : await WholeAsync(response, stop.Token, cancellationToken);
            return isWanted ? Counted(InferenceResult.Passed) : InferenceResult.Failure(StepErrorKind.Unavailable, $"Another place was faster than {endpoint.Where}.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(_scan.HasSaid ? endpoint.TimedOut("no further token", Limits.IdleSeconds, "IdleSeconds") : endpoint.TimedOut("no token", Limits.FirstTokenSeconds, "FirstTokenSeconds"));
        }
        catch (EndpointException exception)
        {
            return Failed(exception);
        }
    }

    private async Task<bool> WholeAsync(HttpResponseMessage response, CancellationToken stop, CancellationToken cancellationToken)
    {
        var body = await endpoint.CatchAsync(() => BoundedBody.ReadAsync(response.Content, MostBytes, stop)) ?? throw TooLong();
        if (_scan.LookAtWhole(body) is { } error)
        {
            throw error;
        }

        return await call.Reply(new ReplyPiece(body, Streams: false), cancellationToken);
    }

    private async Task<bool> StreamAsync(HttpResponseMessage response, CancellationTokenSource patience, CancellationToken stop, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var (filled, looked) = (0, 0);
            while (await endpoint.CatchAsync(() => stream.ReadAsync(buffer.AsMemory(filled), stop).AsTask()) is > 0 and var read)
            {
                filled += read;
                var error = _scan.Look(buffer.AsSpan(looked, ReplyScan.EndOfEvents(buffer.AsSpan(looked, filled - looked))), out var good);
                looked += good;
                if (_scan.HasSaid && looked > 0)
                {
                    // How long the caller takes to read is not the server's fault.
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                    if (!await call.Reply(new ReplyPiece(buffer.AsMemory(0, looked), Streams: true), cancellationToken))
                    {
                        return false;
                    }

                    patience.CancelAfter(TimeSpan.FromSeconds(Limits.IdleSeconds));
                    buffer.AsSpan(looked, filled - looked).CopyTo(buffer);
                    (filled, looked) = (filled - looked, 0);
                }

                if (error is not null)
                {
                    throw error;
                }

                if (_scan.Ended)
                {
                    return true;
                }

                buffer = filled < buffer.Length ? buffer : Grown(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // Some servers say why they finished and leave the mark out.
        return _scan.Complete
            ? await call.Reply(new ReplyPiece(EndMark, Streams: true), cancellationToken)
            : throw new EndpointException(
                ChatErrorKind.Broken, $"{endpoint.Where} ended its reply without a reason to finish and without an end mark: it is not complete.")
            { Transient = !_scan.HasSaid };
    }

    private byte[] Grown(byte[] buffer)
    {
        if (buffer.Length >= MostBytes)
        {
            throw TooLong();
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private EndpointException TooLong() => new(ChatErrorKind.Broken, $"{endpoint.Where} sent more than {MostBytes / 1024 / 1024} MiB at once, which is no reply of a model.");

    // What is the request's own fault would be refused elsewhere too.
    private InferenceResult Failed(EndpointException exception)
    {
        var error = exception.ToStepError();
        return Counted(InferenceResult.Failure(exception.IsRequestAtFault ? error with { Kind = StepErrorKind.BadInput } : error));
    }

    private InferenceResult Counted(InferenceResult result) => result with
    {
        InputTokens = _scan.InputTokens,
        OutputTokens = _scan.OutputTokens,
        Tokens = _scan.InputTokens is null && _scan.OutputTokens is null ? null : (_scan.InputTokens ?? 0) + (_scan.OutputTokens ?? 0),
    };
}
