using System.Globalization;
using Microsoft.AspNetCore.Http;
using Planner.Budgets;
using Planner.Inference;
using Planner.Routing;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.OpenAi;

/// <summary>The reply to a request that is passed on. It belongs to the first attempt that has something to say; headers tell which.</summary>
/// <param name="context">The request.</param>
/// <param name="form">Makes of a whole reply what the caller asked for; null: it is given as it is.</param>
internal sealed class PassedReply(HttpContext context, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? form) : IRoutingListener
{
    private PassedCall? _speaker;
    private (string Model, string Instance)? _place;
    private int _level = -1;

    /// <summary>The request as an attempt passes it on.</summary>
    public PassedCall Call(string operation, RequestBody body, string instance, InferenceRequest request)
    {
        PassedCall? call = null;
        return call = new PassedCall
        {
            Operation = operation,
            Body = (model, limit) => body.For(model, limit, operation == PassThrough.Chat ? SpendingScope.Current?.ReplyTokens : null),
            Reply = (piece, cancellationToken) => SayAsync(call!, instance, request, piece, cancellationToken),
        };
    }

    public void Started(int attempt, string model, string instance)
    {
        // Another attempt at the same place is no fallback.
        if (_place != (model, instance))
        {
            _place = (model, instance);
            _level++;
        }
    }

    public void Retried(int attempt, StepError error, string next)
    {
    }

    public void Hedged(string model, string instance)
    {
    }

    /// <summary>Ends a request that failed: by a status, or, when the caller has seen a part, by an error in the stream and no end mark (FAILURES 32).</summary>
    /// <exception cref="ProblemException">Nothing was said yet.</exception>
    public async Task FailAsync(Problem problem)
    {
        if (!context.Response.HasStarted)
        {
            throw problem.AsException();
        }

        await context.Response.WriteAsync($"data: {JsonResponses.Line(ProblemForms.OpenAi(problem))}\n\n", context.RequestAborted);
    }

    private async ValueTask<bool> SayAsync(PassedCall call, string instance, InferenceRequest request, ReplyPiece piece, CancellationToken cancellationToken)
    {
        var before = Interlocked.CompareExchange(ref _speaker, call, null);
        if (before is not null && before != call)
        {
            return false;
        }

        var bytes = piece.Streams || form is null ? piece.Bytes : form(piece.Bytes);
        if (before is null)
        {
            Begin(request.Model.Id, instance, piece.Streams ? null : bytes.Length);
        }

        if (piece.Streams)
        {
            request.OnText?.Invoke("…");
        }

        await context.Response.Body.WriteAsync(bytes, cancellationToken);
        if (piece.Streams)
        {
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        return true;
    }

    private void Begin(string model, string instance, long? length)
    {
        var response = context.Response;
        response.Headers["X-Planner-Model"] = Ascii(model);
        response.Headers["X-Planner-Instance"] = Ascii(instance);
        response.Headers["X-Planner-Fallback-Level"] = Math.Max(_level, 0).ToString(CultureInfo.InvariantCulture);
        response.ContentLength = length;
        if (length is null)
        {
            response.ContentType = EventStreamWriter.MediaType;
            response.Headers["X-Accel-Buffering"] = "no";
        }
        else
        {
            response.ContentType = "application/json";
        }
    }

    // Headers hold nothing else; people name instances as they like.
    private static string Ascii(string text) => string.Concat(text.Select(character => character is > ' ' and < '\x7f' ? character : '_'));
}
